import type Database from "better-sqlite3";
import { cameraNameOf } from "../../contract/camera-name.ts";
import { pathForDisplay, pathFromSystem } from "../files/path-bytes.ts";
import { isEdited } from "../vectors/is-edited.ts";
import { photoTypesOf } from "../vectors/photo-types.ts";
import { Glob } from "../words/glob.ts";
import { phraseExpressionOf } from "../words/phrase.ts";
import { type CatalogFilter, photoFilterSql, typeBitsOf } from "./photo-filter-sql.ts";

/** What SQL asks of JavaScript, so that everybody means the same by it. */
function addFunctions(database: Database.Database): void {
  const isPure = { deterministic: true };
  database.function("camera_name", isPure, (camera: unknown) => cameraNameOf(JSON.parse(String(camera))));
  database.function("shown_path", isPure, (path: unknown) =>
    pathForDisplay(pathFromSystem(path as string | Buffer)),
  );
  let glob = { pattern: "", matches: new Glob("") };
  database.function("glob_matches", isPure, (pattern: unknown, name: unknown) => {
    if (pattern !== glob.pattern) glob = { pattern: String(pattern), matches: new Glob(String(pattern)) };
    return glob.matches.matches(String(name)) ? 1 : 0;
  });
  database.function(
    "photo_types",
    isPure,
    (format, width, height, isAnimated, hasRawPart, hasVideo, hasCamera, software, names) =>
      typeBitsOf(
        photoTypesOf({
          format: String(format),
          width: Number(width),
          height: Number(height),
          isAnimated: isAnimated === 1,
          hasRawPart: hasRawPart === 1,
          hasVideo: hasVideo === 1,
          hasCamera: hasCamera === 1,
          software: software === null ? null : String(software),
          names: JSON.parse(String(names)) as string[],
        }),
      ),
  );
  database.function("is_edited", isPure, (names, software, sharesSidecar) =>
    isEdited({
      names: JSON.parse(String(names)) as string[],
      software: software === null ? null : String(software),
      sharesSidecar: sharesSidecar === 1,
    })
      ? 1
      : 0,
  );
}

/** Which photos of the library a filter means. */
export function photoFilterRepository(database: Database.Database) {
  addFunctions(database);
  const ask = <Answer>(columns: string, filter: CatalogFilter): Answer => {
    const { sql, parameters } = photoFilterSql(filter);
    return database
      .prepare(`SELECT ${columns} FROM assets a WHERE present_files > 0 AND (${sql})`)
      .pluck()
      .get(...parameters) as Answer;
  };

  const saying = database
    .prepare<[string], string>("SELECT json_group_array(rowid) FROM asset_words WHERE asset_words MATCH ?")
    .pluck();
  const withContents = database
    .prepare<[string], string>(
      "SELECT json_group_array(asset_id) FROM json_each(?) CROSS JOIN assets ON sha256 = unhex(value)",
    )
    .pluck();

  return {
    /** Their ids, the lowest first. Of 100,000 photos it takes some 50 to 300 ms. */
    assetIdsOf(filter: CatalogFilter): number[] {
      const ids = JSON.parse(ask<string>("json_group_array(asset_id)", filter)) as number[];
      return ids.sort((left, right) => left - right);
    },
    /** The same of one condition that an index of the catalog answers, of photos that are gone too; in no order. */
    foundIn(filter: Extract<CatalogFilter, { kind: "is" | "says" }>): number[] {
      if (filter.kind === "says") {
        const expression = phraseExpressionOf(filter.phrase, filter.signals);
        return expression === undefined ? [] : (JSON.parse(saying.get(expression) ?? "[]") as number[]);
      }
      if (filter.field !== "sha256") return this.assetIdsOf(filter);
      const contents = filter.values.filter((value) => /^[0-9a-f]{64}$/.test(value));
      return JSON.parse(withContents.get(JSON.stringify(contents)) ?? "[]") as number[];
    },
    countOf: (filter: CatalogFilter): number => ask<number>("count(*)", filter),
  };
}
