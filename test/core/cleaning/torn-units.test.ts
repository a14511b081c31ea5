import { createHash } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesIn, identicalBy, libraryOf } from "../../helpers/clean-ups.ts";
import { openCore } from "../../helpers/core.ts";
import { jpeg } from "../../helpers/pictures.ts";

const film = Buffer.concat([Buffer.from([0, 0, 0, 20]), Buffer.from("ftypqt  "), Buffer.alloc(3000, 7)]);

async function twoUnits() {
  const photo = await jpeg(1);
  const files = { "1.jpg": photo, "1.MOV": film, "b/1.jpg": photo, "b/1.MOV": film };
  return { ...(await libraryOf(files)), photo };
}

test("a photo whose video cannot go stays, too, and nothing of it is in the history's trash", async () => {
  const trashed: string[] = [];
  const photo = await jpeg(1);
  const files = { "1.jpg": photo, "1.MOV": film, "b/1.jpg": photo, "b/1.MOV": film };
  // A trash that takes pictures and, while it takes the film, loses the right to be written to.
  const host = {
    trash: async (path: string) => {
      if (path.endsWith(".MOV")) {
        await rename(path, `${path}.elsewhere`);
        await mkdir(path);
        return;
      }
      trashed.push(path);
      const directory = join(process.env.XDG_DATA_HOME ?? "", "Trash/files");
      await mkdir(directory, { recursive: true });
      await rename(path, join(directory, `${trashed.length}.jpg`));
    },
  };
  const { core, folder } = await libraryOf(files, { host });
  const outcome = await core.client.duplicates.resolve({ rules: identicalBy() });
  expect(trashed).toHaveLength(1);
  expect(outcome).toMatchObject({ moved: 0, batchId: null });
  expect(outcome.refused.map(({ path }) => path)).toEqual([join(folder, "b/1.jpg")]);
  expect(await filesIn(folder)).toContain("b/1.jpg");
  const [batch] = await core.client.history.list({});
  expect(batch).toMatchObject({ moved: 0, failed: 1 });
});

test.each(["before its film went", "after its film went"])(
  "a photo that was on its way when the process ended is whole again: %s",
  async (moment) => {
    const { core, folder, home, libraryDirectory, photo } = await twoUnits();
    const { catalog } = core.context.services;
    const { groups } = await core.client.duplicates.list({ tier: "identical" });
    const going = groups[0]?.members.find(({ path }) => path.endsWith("/b/1.jpg"));
    const file = catalog.duplicateFiles.filesOf(going?.assetId ?? 0).find(({ path }) => path === going?.path);
    if (!file) throw new Error("The copy has no file.");
    const places = { photo: join(home, "Trash/files/1.jpg"), film: join(home, "Trash/files/1.MOV") };
    await mkdir(join(home, "Trash/files"), { recursive: true });
    await mkdir(join(home, "Trash/info"), { recursive: true });
    const sha = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();
    catalog.transaction(() => {
      const { moveIds } = catalog.moves.plan([{ ...file, sha256: sha(photo) }]);
      const lead = catalog.moves.get(moveIds[0] ?? 0);
      if (!lead) throw new Error("It is not planned.");
      const [part] = catalog.moves.planParts(lead, [
        { ...file, fileId: 0, path: join(folder, "b/1.MOV"), sha256: sha(film), sizeBytes: film.length },
      ]);
      catalog.moves.setState(lead.moveId, "moved", { trashedTo: places.photo });
      if (moment.startsWith("after"))
        catalog.moves.setState(part?.moveId ?? 0, "moving", { trashedTo: places.film });
    });
    await rename(file.path, places.photo);
    await writeFile(join(home, "Trash/info/1.jpg.trashinfo"), "");
    if (moment.startsWith("after")) await rename(join(folder, "b/1.MOV"), places.film);
    await core.close();
    const again = await openCore({ libraryDirectory });
    const whole = ["1.MOV", "1.jpg", "b/1.MOV", "b/1.jpg"];
    const expected = moment.startsWith("after") ? whole.slice(0, 2) : whole;
    await expect.poll(() => filesIn(folder)).toEqual(expected);
    if (moment.startsWith("after")) await again.client.history.undo({});
    expect(await filesIn(folder)).toEqual(whole);
  },
);
