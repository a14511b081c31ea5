import { createHash } from "node:crypto";
import { unlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultLeaveOut, leaveOutRules, withRule } from "../../../src/contract/leave-out-rules.ts";
import { LeaveOutRules } from "../../../src/core/ingest/leave-out.ts";
import { index, openCore } from "../../helpers/core.ts";
import { photoIds } from "../../helpers/photo-ids.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

/** By rule: a path of each kind that it leaves out. A name that ends in "/" is a folder. */
const leftOut: Record<string, string[]> = {
  hidden: [".private.jpg", ".cache/"],
  unfinished: ["~$a.jpg", "a.jpg.part", "a.crdownload", ".pending-1690000000-IMG_1.jpg"],
  thumbnails: ["Thumbs/", "thumbs/", "Thumbs.db", ".thumbs/"],
  system: ["desktop.ini", "System Volume Information/", "lost+found/", ".fseventsd/", "__MACOSX/"],
  "apple-double": ["._IMG_1.jpg", ".AppleDouble/"],
  trash: [
    "$RECYCLE.BIN/",
    ".Trash-1000/",
    ".Trashes/",
    ".dtrash/",
    "@Recycle/",
    "#recycle/",
    ".trashed-17-a.jpg",
  ],
  nas: ["@eaDir/", "@__thumb/", ".@__thumb/", "#snapshot/", ".snapshot/", "@Recently-Snapshot/"],
  phones: [".thumbnails/", ".thumbdata3--1967290299"],
  "camera-thumbnails": ["IMG_1.THM", "MVI_2.thm"],
  lightroom: [
    "Trip Previews.lrdata/",
    "Trip Smart Previews.lrdata/",
    "Trip.lrcat",
    "Trip.lrcat-wal",
    "Trip.lrcat-data/",
  ],
  "apple-photos": [
    "Photos Library.photoslibrary/resources/",
    "Photos Library.photoslibrary/database/",
    "Old.photoslibrary/Thumbnails/",
    "iPhoto.photolibrary/Previews/",
    "Aperture.aplibrary/Thumbnails/",
    "iPhoto.migratedphotolibrary/resources/",
    "iPhoto Library/Data.noindex/",
  ],
  "capture-one": ["CaptureOne/Cache/", "Work.cocatalog/Cache/"],
  picasa: [".picasaoriginals/"],
  servers: [".stversions/", ".photoprism/", "appdata_oc1/preview/"],
};

const kept = [
  "a.jpg",
  "2020/",
  "Photos Library.photoslibrary/",
  "Photos Library.photoslibrary/originals/",
  "Photos Library.photoslibrary/originals/0/",
  "Photos Library.photoslibrary/originals/0/0A1B.heic",
  "iPhoto.photolibrary/Masters/",
  "Aperture.aplibrary/Masters/2012/a.jpg",
  "Work.cocatalog/Originals/",
  "CaptureOne/",
  "CaptureOne/export.jpg",
  "Trip.lrcat photos/",
  "Thumbs up.jpg",
  "eaDir/",
  "recycle/",
  "Data/",
];

function isLeftOut(path: string, patterns: readonly string[], rootPath = "/photos"): boolean {
  const rules = LeaveOutRules.ofSettings(patterns, rootPath);
  const parts = path.replace(/\/$/, "").split("/");
  // As a scan comes to it: through the folders above, as far as they are not left out.
  return parts.some((_, depth) => {
    const isDirectory = depth < parts.length - 1 || path.endsWith("/");
    return rules.leavesOut(parts.slice(0, depth + 1).join("/"), isDirectory);
  });
}

describe("what nobody put there as a photo is left out", () => {
  it("by rules that each have a name, and an example here", () => {
    expect(Object.keys(leftOut)).toEqual(leaveOutRules.map(({ id }) => id));
    expect(new Set(leaveOutRules.map(({ name }) => name)).size).toBe(leaveOutRules.length);
    expect(new Set(defaultLeaveOut).size).toBe(defaultLeaveOut.length);
  });

  it.each(Object.entries(leftOut))("%s", (ruleId, paths) => {
    const off = withRule(defaultLeaveOut, ruleId, false);
    for (const path of paths) {
      for (const where of [path, `deep/down/${path}`]) {
        expect([where, isLeftOut(where, defaultLeaveOut)]).toEqual([where, true]);
        // Switched off, it is looked into, hidden or not.
        expect([where, isLeftOut(where, off)]).toEqual([where, false]);
      }
    }
    expect(new Set(withRule(off, ruleId, true))).toEqual(new Set(defaultLeaveOut));
  });

  it.each(kept)("but not %s", (path) => {
    expect(isLeftOut(path, defaultLeaveOut)).toBe(false);
    expect(isLeftOut(`deep/${path}`, defaultLeaveOut)).toBe(false);
  });

  it("also where the folder that was added is such a package itself, or is called like one of these", () => {
    const root = "/home/ann/Pictures/Photos Library.photoslibrary";
    expect(isLeftOut("resources/derivatives/a.jpg", defaultLeaveOut, root)).toBe(true);
    expect(isLeftOut("originals/0/a.jpg", defaultLeaveOut, root)).toBe(false);
    expect(isLeftOut("a.jpg", defaultLeaveOut, "/volume1/@eaDir")).toBe(false);
    expect(isLeftOut("resources/a.jpg", defaultLeaveOut, "/photos")).toBe(false);
  });

  it("and what a person wrote has the last word", () => {
    const own = [...defaultLeaveOut, "!.thumbnails/", "Screenshots/", "*.[ps]ng", "a\\ b.jpg"];
    expect(isLeftOut(".thumbnails/", own)).toBe(false);
    expect(isLeftOut("x/Screenshots/", own)).toBe(true);
    expect(isLeftOut("x/a.png", own)).toBe(true);
    expect(isLeftOut("a b.jpg", own)).toBe(true);
  });
});

describe("a folder that holds a .nomedia", () => {
  it("is left out with all below it, until that goes or the rule is off; the folder that was added is not", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    const names = ["a.jpg", "stickers/1.jpg", "stickers/deep/2.jpg", "camera/3.jpg"];
    for (const [number, name] of names.entries()) await put(join(folder, name), await jpeg(number));
    await put(join(folder, ".nomedia"), "");
    expect((await index(core, folder)).ledger).toMatchObject({ found: 4, indexed: 4 });
    await put(join(folder, "stickers", ".nomedia"), "");
    expect((await index(core, folder)).ledger).toMatchObject({ found: 2, unchanged: 2 });
    expect((await index(core, join(folder, "stickers", "deep"))).ledger.found).toBe(0);
    expect((await core.client.library.stats()).photos).toBe(2);
    await core.client.settings.set({ leaveOut: withRule(defaultLeaveOut, "phones", false) });
    expect((await index(core, folder)).ledger).toMatchObject({ found: 4, unchanged: 4 });
    await core.client.settings.set({ leaveOut: [...defaultLeaveOut] });
    await unlink(join(folder, "stickers", ".nomedia"));
    expect((await index(core, folder)).ledger).toMatchObject({ found: 4, unchanged: 4 });
  });
});

describe("photos that a new rule leaves out", () => {
  it("go without a trace of what a person decided about them being lost, and come back with it", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    const [one, other] = [await jpeg(1), await jpeg(1, { width: 240, height: 160 })];
    await put(join(folder, "a.jpg"), one);
    await put(join(folder, "Thumbs", "a.jpg"), other);
    await core.client.settings.set({ leaveOut: withRule(defaultLeaveOut, "thumbnails", false) });
    await index(core, folder);
    expect((await core.client.library.stats()).photos).toBe(2);
    const { verdicts } = core.context.services.catalog;
    const contents = [one, other].map((bytes) => createHash("sha256").update(bytes).digest("hex"));
    verdicts.put("not-duplicates", contents, 1e12);
    const before = await photoIds(core);
    await core.client.settings.set({ leaveOut: [...defaultLeaveOut] });
    expect((await index(core, folder)).ledger).toMatchObject({ found: 1, unchanged: 1 });
    expect((await core.client.library.stats()).photos).toBe(1);
    await core.client.settings.set({ leaveOut: withRule(defaultLeaveOut, "thumbnails", false) });
    expect((await index(core, folder)).ledger).toMatchObject({ found: 2, unchanged: 2, indexed: 0 });
    expect(await photoIds(core)).toEqual(before);
    expect(verdicts.list()).toMatchObject([{ kind: "not-duplicates", contents: contents.sort() }]);
  });
});
