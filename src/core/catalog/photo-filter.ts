import type Database from "better-sqlite3";
import { cameraNameOf } from "../../contract/camera-name.ts";
import { pathForDisplay, pathFromSystem } from "../files/path-bytes.ts";
import type { PhotoFilter } from "../vectors/photo-filter.ts";
import { photoFilterSql } from "./photo-filter-sql.ts";

/** Which photos of the library a filter means. */
export function photoFilterRepository(database: Database.Database) {
  const isPure = { deterministic: true };
  database.function("camera_name", isPure, (camera: unknown) => cameraNameOf(JSON.parse(String(camera))));
  database.function("shown_path", isPure, (path: unknown) =>
    pathForDisplay(pathFromSystem(path as string | Buffer)),
  );
  const ask = <Answer>(columns: string, filter: PhotoFilter): Answer => {
    const { sql, parameters } = photoFilterSql(filter);
    return database
      .prepare(`SELECT ${columns} FROM assets a WHERE present_files > 0 AND (${sql})`)
      .pluck()
      .get(...parameters) as Answer;
  };

  return {
    /** Their ids, the lowest first. Of 100,000 photos it takes some 50 to 300 ms. */
    assetIdsOf(filter: PhotoFilter): number[] {
      const ids = JSON.parse(ask<string>("json_group_array(asset_id)", filter)) as number[];
      return ids.sort((left, right) => left - right);
    },
    countOf: (filter: PhotoFilter): number => ask<number>("count(*)", filter),
  };
}
