import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { captionerModels } from "../../helpers/captioners.ts";
import { index, openCore } from "../../helpers/core.ts";
import { mounted } from "../../helpers/mounted.ts";
import { folderOf } from "../../helpers/photo-folder.ts";
import { photoIds } from "../../helpers/photo-ids.ts";
import { readOnly } from "../../helpers/read-only-library.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { until } from "../../helpers/until.ts";

/** A closed library with three photos, as a Shoebox that knew nothing of captions left it. */
async function libraryOfVersion19(): Promise<string> {
  const libraryDirectory = await temporaryDirectory();
  const core = await openCore({ libraryDirectory });
  await index(core, await folderOf(3));
  await core.close();
  const database = new Database(join(libraryDirectory, "catalog.sqlite"));
  const added = database
    .prepare<[], { type: string; name: string }>(
      `SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL AND (name LIKE '%caption%' OR tbl_name LIKE '%caption%'
         OR name IN ('opened_photos', 'favorite_assets'))
       ORDER BY type = 'table', name = 'caption_actions'`,
    )
    .all();
  for (const { type, name } of added) database.exec(`DROP ${type} IF EXISTS ${name}`);
  database.exec("DELETE FROM stages WHERE name = 'captions'");
  database.pragma("user_version = 19");
  expect(database.pragma("foreign_key_check")).toEqual([]);
  database.close();
  return libraryDirectory;
}

it("a library of before keeps what it has, and its photos get their captions", async () => {
  const libraryDirectory = await libraryOfVersion19();
  const { directory: modelsDirectory } = await captionerModels();
  const core = await openCore({ libraryDirectory, modelsDirectory });
  expect(await core.client.library.stats()).toMatchObject({ photos: 3, vectors: 3 });
  expect(await core.client.captions.status()).toMatchObject({ mode: "all", stage: { left: 3 }, written: 0 });
  await core.context.services.stages.settled("captions");
  expect(await core.client.captions.status()).toMatchObject({ stage: { done: 3 }, written: 3 });
  const [assetId = 0] = await photoIds(core);
  await core.client.captions.edit({ assetId, text: "A zeppelin" });
  const { results } = await core.client.search.text({ query: "zeppelin" });
  expect(results[0]).toMatchObject({ assetId, why: [{ signal: "caption" }] });
});

it("a library of before that can only be read opens, and says nothing of its photos", async () => {
  const libraryDirectory = await libraryOfVersion19();
  const { directory: modelsDirectory } = await captionerModels();
  if (!(await readOnly(libraryDirectory))) return;
  const core = await openCore({ libraryDirectory, modelsDirectory });
  const assetIds = await photoIds(core);
  expect(await core.client.captions.status()).toMatchObject({
    mode: "all",
    stage: null,
    photos: 3,
    written: 0,
  });
  expect(await core.client.captions.texts({ assetIds })).toEqual([]);
});

it("on a full disk nothing is written, and it goes on by itself when there is room", async () => {
  const disk = await temporaryDirectory();
  if (!(await mounted(disk, "-t", "tmpfs", "-o", "size=48m", "tmpfs"))) return;
  const libraryDirectory = join(disk, "library");
  const { directory: modelsDirectory } = await captionerModels();
  const before = await openCore({ libraryDirectory, modelsDirectory });
  await before.client.jobs.pauseStage({ name: "captions" });
  await index(before, await folderOf(3));
  await before.client.jobs.resumeStage({ name: "captions" });
  await before.close();
  const ballast = join(disk, "ballast");
  // The last bytes too: a write that finds no room leaves what it could write.
  await writeFile(ballast, Buffer.alloc(64 * 1024 ** 2)).catch(() => undefined);
  const core = await openCore({ libraryDirectory, modelsDirectory });
  await core.resumeInterrupted();
  const assetIds = await photoIds(core);
  const [assetId = 0] = assetIds;
  const refused = expect.objectContaining({ code: "DISK_FULL" });
  await expect(core.client.captions.edit({ assetId, text: "Rex" })).rejects.toEqual(refused);
  await expect(core.client.captions.setMode({ mode: "off" })).rejects.toEqual(refused);
  expect(await core.client.captions.writeNow({ assetId })).toMatchObject({ caption: expect.any(String) });
  await core.client.captions.opened({ assetId });
  expect(await core.client.captions.status()).toMatchObject({ written: 0 });
  await rm(ballast);
  await until(() => core.hindrance() === null);
  await until(async () => (await core.client.captions.status()).written === 3);
});
