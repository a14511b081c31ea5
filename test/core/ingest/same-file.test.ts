import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FileStamp } from "../../../src/core/catalog/directories.ts";
import { type FileLook, isFolderPutBack, isSameFile } from "../../../src/core/ingest/same-file.ts";
import { traitsOf } from "../../../src/core/volumes/file-system-traits.ts";

const known: FileLook = {
  sizeBytes: 4_000_000,
  modifiedAt: 1_600_000_000_000,
  inode: 77,
  changedAt: 1_600_000_000_500,
};
const later = known.changedAt + 86_400_000.25;

/** What a look finds when this has happened to the file. */
const happenings = {
  nothing: known,
  mountedAnew: { ...known, inode: 78 },
  mountedAnewWithOtherChangeTime: { ...known, inode: 78, changedAt: known.modifiedAt },
  editedInPlaceKeepingDate: { ...known, changedAt: later },
  replacedKeepingDate: { ...known, inode: 78, changedAt: later },
  editedASecondLater: { ...known, modifiedAt: known.modifiedAt + 1000, changedAt: later },
  summerTime: { ...known, modifiedAt: known.modifiedAt + 3_600_000 },
  winterTime: { ...known, modifiedAt: known.modifiedAt - 3_600_000 },
  clockWentBackwards: {
    ...known,
    modifiedAt: known.modifiedAt - 7_000_000,
    changedAt: known.changedAt - 7_000_000,
  },
  grown: { ...known, sizeBytes: known.sizeBytes + 1 },
} satisfies Record<string, FileLook>;

type Happening = keyof typeof happenings;

/** The happenings after which a file counts as the same; after all others it is read. */
const native: Happening[] = ["nothing"];
const numberedByClient: Happening[] = ["nothing", "mountedAnew"];
const fat: Happening[] = [
  "nothing",
  "mountedAnew",
  "mountedAnewWithOtherChangeTime",
  // The disk keeps nothing that would tell.
  "editedInPlaceKeepingDate",
  "replacedKeepingDate",
  "editedASecondLater",
  "summerTime",
  "winterTime",
];
const sftp = fat.filter((happening) => !/Time$|Later$/.test(happening) || happening.startsWith("mounted"));

const fileSystems: Record<string, Happening[]> = {
  ext4: native,
  btrfs: native,
  xfs: native,
  zfs: native,
  f2fs: native,
  apfs: native,
  hfs: native,
  ntfs: native,
  ntfs3: native,
  nfs4: native,
  nfs: native,
  tmpfs: native,
  overlay: native,
  // ntfs-3g, or another driver behind the same name.
  fuseblk: numberedByClient,
  cifs: numberedByClient,
  smb3: numberedByClient,
  smbfs: numberedByClient,
  "fuse.mergerfs": numberedByClient,
  macfuse: numberedByClient,
  exfat: fat,
  vfat: fat,
  msdos: fat,
  "fuse.sshfs": sftp,
  "fuse.rclone": sftp,
  "of tomorrow": native,
};

describe.each(Object.entries(fileSystems))("on %s", (name, same) => {
  it.each(Object.keys(happenings) as Happening[])("%s", (happening) => {
    expect(isSameFile(known, happenings[happening], traitsOf(name))).toBe(same.includes(happening));
  });
});

describe("a folder", () => {
  const folder = { inode: 5, modifiedAt: 1_600_000_000_000, changedAt: 1_600_000_000_500 };

  it.each([
    ["is as it was when a file in it is edited in place", folder, false],
    ["has a new date when one is renamed into it", { ...folder, modifiedAt: later, changedAt: later }, false],
    ["was put back when it has its old date by a new time of change", { ...folder, changedAt: later }, true],
    ["was put back when it is another one", { inode: 6, modifiedAt: later, changedAt: later }, true],
  ])("%s", (_, seen, isPutBack) => {
    expect(isFolderPutBack(folder, seen, traitsOf("ext4"))).toBe(isPutBack);
    // Numbers that are made up, and times of change that are none, say nothing.
    expect(isFolderPutBack(folder, seen, traitsOf("exfat"))).toBe(false);
  });
});

describe("two looks at a file", () => {
  it("mean the same one where a backup put its folder back, whether inodes are used again or not", () => {
    const ext4 = traitsOf("ext4");
    expect(isSameFile(known, { ...known, inode: 78, changedAt: later }, ext4, true)).toBe(true);
    expect(isSameFile(known, { ...known, changedAt: later }, ext4, true)).toBe(true);
    expect(isSameFile(known, happenings.mountedAnew, ext4, true)).toBe(false);
    expect(isSameFile(known, { ...happenings.replacedKeepingDate, sizeBytes: 1 }, ext4, true)).toBe(false);
  });

  it("of which an earlier version noted no time of change, are compared by the rest", () => {
    const before: FileStamp = { ...known, changedAt: null };
    expect(isSameFile(before, known, traitsOf("ext4"))).toBe(true);
    expect(isSameFile(before, happenings.mountedAnew, traitsOf("ext4"))).toBe(false);
  });

  it("never mean the same one when size or date differ by more than the disk's own clumsiness", () => {
    const number = fc.integer({ min: 1, max: 2 ** 40 });
    const stamps = fc.record({ sizeBytes: number, modifiedAt: number, inode: number, changedAt: number });
    const names = fc.constantFrom(...Object.keys(fileSystems));
    fc.assert(
      fc.property(stamps, stamps, names, fc.boolean(), (one, other, name, isPutBack) => {
        const apart = Math.abs(one.modifiedAt - other.modifiedAt);
        const isClumsy = apart < 2000 || Math.abs(apart - 3_600_000) < 2000;
        const same = isSameFile(one, other, traitsOf(name), isPutBack);
        expect(same && (one.sizeBytes !== other.sizeBytes || !isClumsy)).toBe(false);
        expect(isSameFile(one, one, traitsOf(name), isPutBack)).toBe(true);
        expect(isSameFile(other, one, traitsOf(name), isPutBack)).toBe(same);
      }),
    );
  });
});
