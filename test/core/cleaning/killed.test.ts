import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { rulesSchema } from "../../../src/contract/cleaning.ts";
import { index, openCore } from "../../helpers/core.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const photos = 60;
const kills = 6;

async function hashesIn(...directories: string[]): Promise<string[]> {
  const hashes: string[] = [];
  for (const directory of directories) {
    const names = await readdir(directory, { recursive: true }).catch(() => []);
    for (const name of names.filter((one) => one.endsWith(".jpg"))) {
      hashes.push(
        createHash("sha256")
          .update(await readFile(join(directory, name)))
          .digest("hex"),
      );
    }
  }
  return hashes.sort();
}

test("killed in the middle of a clean-up, nothing is lost, the journal agrees with the disk, and it is gone on with", async () => {
  const [folder, libraryDirectory, home] = await Promise.all([
    temporaryDirectory(),
    temporaryDirectory(),
    temporaryDirectory(),
  ]);
  for (let number = 0; number < photos; number++) {
    const bytes = await jpeg(number, { width: 64 + number, height: 48 });
    await put(join(folder, `photo ${number}.jpg`), bytes);
    await put(join(folder, `backup/photo ${number}.jpg`), bytes);
  }
  const first = await openCore({ libraryDirectory });
  await index(first, folder);
  await first.close();
  const all = await hashesIn(folder);
  expect(all).toHaveLength(2 * photos);
  vi.stubEnv("XDG_DATA_HOME", home);
  for (let kill = 0; kill < kills; kill++) {
    const child = fork(join(import.meta.dirname, "../../helpers/resolve-forever.ts"), [libraryDirectory]);
    await once(child, "message");
    await wait(5 + kill * 25);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await hashesIn(folder, join(home, "Trash/files"))).toEqual(all);
  }
  const core = await openCore({ libraryDirectory });
  await core.client.duplicates.resolve({ rules: rulesSchema.parse({ tiers: ["identical"] }) });
  expect(await hashesIn(folder)).toEqual([...new Set(all)]);
  expect(await hashesIn(join(home, "Trash/files"))).toEqual([...new Set(all)]);
  const notes = await readdir(join(home, "Trash/info"));
  expect(notes.map((name) => name.replace(/\.trashinfo$/, "")).sort()).toEqual(
    (await readdir(join(home, "Trash/files"))).sort(),
  );
  const batches = (await core.client.history.list({})).filter((entry) => entry.kind === "clean-up");
  expect(batches.reduce((sum, { moved }) => sum + moved, 0)).toBe(photos);
  for (const { batchId } of batches.filter(({ moved }) => moved > 0))
    await core.client.history.undo({ batchId });
  expect(await hashesIn(folder)).toEqual(all);
}, 600_000);
