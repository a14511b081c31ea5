/** What a kind of file system keeps of a file, as far as it tells whether the file is the same as last time. */
export interface FileSystemTraits {
  /** A file has the same inode number each time its disk is mounted. */
  hasStableInodes: boolean;
  /** It keeps when a file was changed in any way (`ctime`), which no tool can set. */
  hasChangeTimes: boolean;
  /** Dates that differ by less are the same date, written once finer than the disk keeps it. Milliseconds; 0: exact. */
  dateStepMillis: number;
  /** Dates are kept as a clock on the wall shows them: they shift by an hour with daylight saving time. */
  hasLocalDates: boolean;
}

const native: FileSystemTraits = {
  hasStableInodes: true,
  hasChangeTimes: true,
  dateStepMillis: 0,
  hasLocalDates: false,
};

/**
 * Inode numbers are made up at each mount, and even within one; what Linux gives as `ctime` is the time of creation or
 * the date again (fs/fat/inode.c, fs/exfat/inode.c). FAT keeps even seconds (Microsoft, FAT: General Overview, "Date
 * and Time Formats"); exFAT has a field for 10 ms that many cameras leave empty.
 */
const fat: FileSystemTraits = {
  hasStableInodes: false,
  hasChangeTimes: false,
  dateStepMillis: 2000,
  hasLocalDates: true,
};

/** Numbers may come from the client; times come from the server. */
const numberedByClient: FileSystemTraits = { ...native, hasStableInodes: false };

/** SFTP has no `ctime`, and dates in seconds: sshfs gives the date for both (draft-ietf-secsh-filexfer-02, section 5). */
const sftp: FileSystemTraits = {
  hasStableInodes: false,
  hasChangeTimes: false,
  dateStepMillis: 1000,
  hasLocalDates: false,
};

/** By the name in the system's table of mounts, in lower case. What is not listed is treated as `unlisted`. */
const traitsByName: Readonly<Record<string, FileSystemTraits>> = {
  ext2: native,
  ext3: native,
  ext4: native,
  xfs: native,
  btrfs: native,
  zfs: native,
  bcachefs: native,
  f2fs: native,
  apfs: native,
  hfs: native,
  tmpfs: native,
  overlay: native,
  ntfs: native,
  ntfs3: native,
  iso9660: native,
  udf: native,
  squashfs: native,
  nfs: native,
  nfs4: native,
  exfat: fat,
  vfat: fat,
  msdos: fat,
  fat: fat,
  fat32: fat,
  // The table does not say whether ntfs-3g or an exFAT driver stands behind it.
  fuseblk: numberedByClient,
  cifs: numberedByClient,
  smb3: numberedByClient,
  smbfs: numberedByClient,
  afpfs: numberedByClient,
  "9p": numberedByClient,
  virtiofs: numberedByClient,
  "fuse.sshfs": sftp,
  "fuse.rclone": sftp,
  webdav: sftp,
  davfs: sftp,
};

/** Any other FUSE file system makes up its numbers, and passes on what times it knows. */
const unlistedFuse = numberedByClient;

/** Nothing is known: all that a good file system keeps is taken seriously, and what differs is read. */
const unlisted = native;

/** @param name of the file system, as the system's table of mounts has it; undefined where there is no such table */
export function traitsOf(name: string | undefined): FileSystemTraits {
  const known = name?.toLowerCase() ?? "";
  const isFuse = known.startsWith("fuse") || known.endsWith("fuse");
  return traitsByName[known] ?? (isFuse ? unlistedFuse : unlisted);
}
