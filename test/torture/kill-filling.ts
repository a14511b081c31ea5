import { join } from "node:path";
import Database from "better-sqlite3";
import { index, openCore } from "../helpers/core.ts";
import { testModels } from "../helpers/model-folders.ts";
import { folderOf } from "../helpers/photo-folder.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";
import { killManyTimes } from "./kill-many-times.ts";

interface KillFillingOptions {
  photos: number;
  kills: number;
  seed: number;
}

/** What the catalog holds of the second model's vectors while no process has it open. */
export interface FillingLife {
  integrity: unknown;
  vectors: number;
  /** What the stage says of itself. */
  kept: { done: number; left: number; failed: number };
  /** What its rows say. */
  counted: { done: number; left: number; failed: number };
  /** Photos that are done without a vector, or the other way round. */
  disagreeing: number;
  /** Vectors of a photo that there is no more, or of a length that its model does not have. */
  strange: number;
}

/**
 * Gives a library's photos the vectors of a second model in a process of its own, which is killed with SIGKILL at random
 * moments and begun anew, and lets it finish at last.
 */
export async function killFilling({ photos, kills, seed }: KillFillingOptions) {
  const libraryDirectory = await temporaryDirectory();
  const { directory: modelsDirectory } = await testModels("second");
  const core = await openCore({ libraryDirectory, modelsDirectory });
  await index(core, await folderOf(photos));
  const before = core.context.services.models.inUse?.key ?? "";
  await core.close();
  return killManyTimes({
    script: "fill-until-killed.ts",
    arguments: [libraryDirectory, modelsDirectory, "second"],
    photos,
    kills,
    seed,
    inspect: () => inspect(libraryDirectory, before),
  });
}

function inspect(libraryDirectory: string, keyBefore: string): FillingLife {
  const database = new Database(join(libraryDirectory, "catalog.sqlite"));
  try {
    const stage = "(SELECT stage_id FROM stages WHERE name LIKE 'embeddings:second@%')";
    const model = "(SELECT model_id FROM stages WHERE name LIKE 'embeddings:second@%')";
    const one = (sql: string) => database.prepare(sql).get() as FillingLife["kept"];
    const count = (sql: string) => database.prepare(sql).pluck().get() as number;
    const inState = (state: string) =>
      `(SELECT count(*) FROM stage_work WHERE stage_id = ${stage} AND state = '${state}' AND is_here = 1)`;
    return {
      integrity: database.pragma("integrity_check", { simple: true }),
      vectors: count(`SELECT count(*) FROM vectors WHERE model_id = ${model}`),
      kept: one(
        `SELECT photos_done AS done, photos_left AS "left", photos_failed AS failed FROM stages
         WHERE stage_id = ${stage}`,
      ),
      counted: one(
        `SELECT ${inState("done")} AS done, ${inState("left")} AS "left", ${inState("failed")} AS failed`,
      ),
      disagreeing: count(
        `SELECT count(*) FROM stage_work w WHERE stage_id = ${stage} AND (state = 'done') <>
           EXISTS (SELECT 1 FROM vectors v WHERE v.model_id = ${model} AND v.asset_id = w.asset_id)`,
      ),
      strange:
        count("SELECT count(*) FROM vectors WHERE asset_id NOT IN (SELECT asset_id FROM assets)") +
        count(
          "SELECT count(*) FROM vectors JOIN models USING (model_id) WHERE length(vector) <> 2 * dimensions",
        ) +
        count("SELECT count(*) FROM assets") -
        (database
          .prepare("SELECT count(*) FROM vectors JOIN models USING (model_id) WHERE key = ?")
          .pluck()
          .get(keyBefore) as number),
    };
  } finally {
    database.close();
  }
}
