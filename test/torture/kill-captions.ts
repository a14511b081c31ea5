import { join } from "node:path";
import Database from "better-sqlite3";
import { captionerModels } from "../helpers/captioners.ts";
import { index, openCore } from "../helpers/core.ts";
import { folderOf } from "../helpers/photo-folder.ts";
import { photoIds } from "../helpers/photo-ids.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";
import { killManyTimes } from "./kill-many-times.ts";

interface KillCaptionsOptions {
  photos: number;
  kills: number;
  seed: number;
}

/** What the catalog holds of captions while no process has it open. */
export interface CaptionsLife {
  integrity: unknown;
  captions: number;
  /** What the stage says of itself. */
  kept: { done: number; left: number; failed: number; unwanted: number };
  /** What its rows say. */
  counted: { done: number; left: number; failed: number; unwanted: number };
  /** Photos that are done without a caption, of a machine or their person, or that have a machine's and are not done. */
  disagreeing: number;
  /** Captions of no photo, or that are shown though they are not to be. */
  strange: number;
  /** Photos whose words are yet to be read: a caption comes with its words, or not at all. */
  unread: number;
  /** What a person wrote and did not want. */
  own: unknown[];
}

/**
 * Writes the captions of a library's photos in a process of its own, which is killed with SIGKILL at random moments and
 * begun anew, and lets it finish at last. One photo has its person's own caption from the beginning.
 */
export async function killCaptions({ photos, kills, seed }: KillCaptionsOptions) {
  const libraryDirectory = await temporaryDirectory();
  const { directory: modelsDirectory } = await captionerModels();
  const core = await openCore({ libraryDirectory, modelsDirectory });
  await core.client.jobs.pauseStage({ name: "captions" });
  await index(core, await folderOf(photos));
  const [assetId = 0] = await photoIds(core);
  await core.client.captions.edit({ assetId, text: "My own words" });
  await core.client.jobs.resumeStage({ name: "captions" });
  await core.close();
  return killManyTimes({
    script: "write-captions-until-killed.ts",
    arguments: [libraryDirectory, modelsDirectory],
    photos,
    kills,
    seed,
    inspect: () => inspect(libraryDirectory),
  });
}

const stage = "(SELECT stage_id FROM stages WHERE name = 'captions')";

function inspect(libraryDirectory: string): CaptionsLife {
  const database = new Database(join(libraryDirectory, "catalog.sqlite"));
  try {
    const one = (sql: string) => database.prepare(sql).get() as CaptionsLife["kept"];
    const count = (sql: string) => database.prepare(sql).pluck().get() as number;
    const inState = (state: string) =>
      `(SELECT count(*) FROM stage_work WHERE stage_id = ${stage} AND state = '${state}' AND is_here = 1) AS "${state}"`;
    return {
      integrity: database.pragma("integrity_check", { simple: true }),
      captions: count("SELECT count(*) FROM machine_captions"),
      kept: one(
        `SELECT photos_done AS done, photos_left AS "left", photos_failed AS failed, photos_unwanted AS unwanted
         FROM stages WHERE stage_id = ${stage}`,
      ),
      counted: one(`SELECT ${["done", "left", "failed", "unwanted"].map(inState)}`),
      disagreeing: count(
        `SELECT count(*) FROM stage_work w JOIN assets a USING (asset_id) WHERE stage_id = ${stage}
           AND (state = 'done') <> (EXISTS (SELECT 1 FROM machine_captions m WHERE m.asset_id = w.asset_id)
             OR EXISTS (SELECT 1 FROM own_captions o WHERE o.sha256 = a.sha256))`,
      ),
      strange:
        count("SELECT count(*) FROM machine_captions WHERE asset_id NOT IN (SELECT asset_id FROM assets)") +
        count("SELECT count(*) FROM machine_captions WHERE text IS NULL OR standing <> 'shown'"),
      unread: count(
        `SELECT count(*) FROM stage_work WHERE state = 'left' AND is_here = 1
           AND stage_id = (SELECT stage_id FROM stages WHERE name = 'words')`,
      ),
      own: database.prepare("SELECT text, rejected, avoided FROM own_captions").all(),
    };
  } finally {
    database.close();
  }
}
