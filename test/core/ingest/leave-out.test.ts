import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

/** A folder with these files, no two alike. */
async function folderWith(...names: string[]): Promise<string> {
  const folder = await temporaryDirectory();
  for (const [number, name] of names.entries()) await put(join(folder, name), await jpeg(number));
  return folder;
}

/** What the library shows of a folder. */
async function shown(core: Core, folder: string): Promise<string[]> {
  const { results } = await core.client.search.text({ query: "anything" });
  return results.map(({ path }) => path.slice(folder.length + 1)).sort();
}

describe("what is left out", () => {
  it("is what hides, what systems leave and what is still being copied, unless a person says otherwise", async () => {
    const core = await openCore();
    const folder = await folderWith(
      "a.jpg",
      ".hidden.jpg",
      "@eaDir/SYNOPHOTO.jpg",
      "#recycle/old.jpg",
      "$RECYCLE.BIN/b.jpg",
      "c.jpg.part",
      "~$d.jpg",
    );
    expect((await index(core, folder)).ledger).toMatchObject({ found: 1, indexed: 1 });
    const { leaveOut } = (await core.client.settings.get()).settings;
    await core.client.settings.set({ leaveOut: leaveOut.filter((rule) => !rule.includes("recycle")) });
    expect((await index(core, folder)).ledger).toMatchObject({ found: 2, indexed: 1, unchanged: 1 });
    expect(await shown(core, folder)).toEqual(["#recycle/old.jpg", "a.jpg"]);
  });

  it("leaves the library when a rule for it comes, and is back when the rule goes", async () => {
    const core = await openCore();
    const folder = await folderWith("a.jpg", "Screenshots/1.jpg", "trip/Screenshots/2.jpg");
    await index(core, folder);
    const before = (await core.client.settings.get()).settings.leaveOut;
    await core.client.settings.set({ leaveOut: [...before, "Screenshots/"] });
    await index(core, folder);
    expect(await shown(core, folder)).toEqual(["a.jpg"]);
    await core.client.settings.set({ leaveOut: before });
    expect((await index(core, folder)).ledger).toMatchObject({ found: 3, unchanged: 3 });
  });

  it("can be said in a folder, for it and those below, and taken back further down", async () => {
    const core = await openCore();
    const folder = await folderWith("a.png", "x/1.jpg", "x/2.png", "x/keep/3.png", "x/y/4.png", "y/5.png");
    await put(join(folder, "x", ".shoeboxignore"), "# no pictures of screens\n*.png\n");
    await put(join(folder, "x", "keep", ".shoeboxignore"), "!*.png\n");
    await index(core, folder);
    expect(await shown(core, folder)).toEqual(["a.png", "x/1.jpg", "x/keep/3.png", "y/5.png"]);
  });

  it("stays left out when only a folder below is looked at", async () => {
    const core = await openCore();
    const folder = await folderWith("a.jpg", "x/y/1.jpg", "x/z/2.jpg");
    await put(join(folder, ".shoeboxignore"), "/x/y/\n");
    await index(core, folder);
    expect((await index(core, join(folder, "x", "y"))).ledger.found).toBe(0);
    expect(await shown(core, folder)).toEqual(["a.jpg", "x/z/2.jpg"]);
  });

  it("may be a link's name too, and odd names break no rule", async () => {
    const core = await openCore();
    const elsewhere = await temporaryDirectory();
    await put(join(elsewhere, "far.jpg"), await jpeg(50));
    const folder = await folderWith("....jpg", "!bang.jpg", "a\\b.jpg", " space .jpg", "-dash/1.jpg");
    await mkdir(join(folder, "links"));
    await symlink(elsewhere, join(folder, "links", "skipped.tmp"));
    await symlink(join(elsewhere, "far.jpg"), join(folder, "links", "far.jpg"));
    await core.client.settings.set({ leaveOut: ["*.tmp"] });
    expect((await index(core, folder)).ledger).toMatchObject({ found: 6, indexed: 6 });
  });
});
