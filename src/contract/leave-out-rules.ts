/** A kind of files and folders that are no photos a person put there. */
export interface LeaveOutRule {
  id: string;
  /** In words, as the settings show it. */
  name: string;
  /**
   * In the syntax of .gitignore, and one thing more: `NAME/..` is a folder that holds something of exactly this
   * name. All else is told without regard to case.
   */
  patterns: readonly string[];
}

/**
 * What is left out where a person says nothing else. A rule is on while all its patterns are in the setting `leaveOut`;
 * libraries in which that was written down learn a new pattern by a migration only.
 */
export const leaveOutRules: readonly LeaveOutRule[] = [
  { id: "hidden", name: "Hidden files and folders", patterns: [".*"] },
  {
    id: "unfinished",
    name: "Files that are still being written or copied",
    patterns: ["~$*", "*.tmp", "*.part", "*.partial", "*.crdownload", ".pending-*"],
  },
  {
    id: "thumbnails",
    name: "Thumbnails that systems and programs keep",
    patterns: ["Thumbs/", ".thumbs/", "Thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "ZbThumbnail.info"],
  },
  {
    id: "system",
    name: "What systems keep on disks",
    patterns: [
      "desktop.ini",
      "System Volume Information/",
      "lost+found/",
      "__MACOSX/",
      ".fseventsd/",
      ".Spotlight-V100/",
      ".TemporaryItems/",
      ".DocumentRevisions-V100/",
    ],
  },
  { id: "apple-double", name: "macOS companion files (._*)", patterns: ["._*", ".AppleDouble/"] },
  {
    id: "trash",
    name: "Trash folders",
    patterns: [
      "$RECYCLE.BIN/",
      "RECYCLER/",
      ".Trash/",
      ".Trash-*/",
      ".Trashes/",
      ".trashed-*",
      ".dtrash/",
      "@Recycle/",
      "\\#recycle/",
      "Network Trash Folder/",
    ],
  },
  {
    id: "nas",
    name: "Thumbnails and snapshots of Synology, QNAP and other NAS",
    patterns: [
      "@eaDir/",
      "@__thumb/",
      ".@__thumb/",
      "\\#snapshot/",
      ".snapshot/",
      ".snapshots/",
      "@Recently-Snapshot/",
      ".zfs/",
    ],
  },
  {
    id: "phones",
    name: "Phone folders that hide from galleries (.nomedia) and their thumbnails",
    patterns: [".nomedia/..", ".thumbnails/", ".thumbdata*"],
  },
  {
    id: "camera-thumbnails",
    name: "Cameras' thumbnails of videos and RAW files (.THM)",
    patterns: ["*.thm"],
  },
  {
    id: "lightroom",
    name: "Lightroom previews and catalogs",
    patterns: [
      "*.lrdata/",
      "*.lrcat-data/",
      "*.lrcat",
      "*.lrcat-*",
      "*.lrcat.lock",
      "**/*.lrlibrary/*/previews/",
      "**/*.lrlibrary/*/proxies/",
    ],
  },
  {
    id: "apple-photos",
    name: "What Apple Photos, iPhoto and Aperture make of their originals",
    patterns: [
      "**/*.photoslibrary/*",
      "!**/*.photoslibrary/originals/",
      "!**/*.photoslibrary/Masters/",
      "**/*.migratedphotolibrary/*",
      "!**/*.migratedphotolibrary/originals/",
      "!**/*.migratedphotolibrary/Masters/",
      "**/*.photolibrary/*",
      "!**/*.photolibrary/originals/",
      "!**/*.photolibrary/Masters/",
      "**/*.aplibrary/*",
      "!**/*.aplibrary/Masters/",
      "**/iPhoto Library/Data/",
      "**/iPhoto Library/Data.noindex/",
    ],
  },
  {
    id: "capture-one",
    name: "Capture One caches",
    patterns: ["**/CaptureOne/Cache/", "**/*.cocatalog/*", "!**/*.cocatalog/Originals/"],
  },
  { id: "picasa", name: "Picasa's copies of originals", patterns: [".picasaoriginals/"] },
  {
    id: "servers",
    name: "Caches of photo servers and sync programs",
    patterns: [".stversions/", ".dropbox.cache/", ".photoprism/", "**/appdata_*/preview/"],
  },
];

export const defaultLeaveOut: readonly string[] = leaveOutRules.flatMap(({ patterns }) => patterns);

export function isRuleOn({ patterns }: LeaveOutRule, leaveOut: readonly string[]): boolean {
  return patterns.every((pattern) => leaveOut.includes(pattern));
}

/** What a person wrote: all that is not of a rule that is on. */
export function ownPatterns(leaveOut: readonly string[]): string[] {
  const named = new Set(
    leaveOutRules.filter((rule) => isRuleOn(rule, leaveOut)).flatMap(({ patterns }) => patterns),
  );
  return leaveOut.filter((pattern) => !named.has(pattern));
}

/** The setting with these rules on and no others; what a person wrote comes last, and so has the last word. */
export function leaveOutOf(ruleIds: ReadonlySet<string>, own: readonly string[]): string[] {
  const named = leaveOutRules.filter(({ id }) => ruleIds.has(id)).flatMap(({ patterns }) => patterns);
  const written = own.filter((pattern) => !named.includes(pattern));
  return [...named, ...written];
}

/** The setting with one rule switched on or off, and all else as it is. */
export function withRule(leaveOut: readonly string[], ruleId: string, isOn: boolean): string[] {
  const ids = new Set(leaveOutRules.filter((rule) => isRuleOn(rule, leaveOut)).map(({ id }) => id));
  const own = ownPatterns(leaveOut);
  ids[isOn ? "add" : "delete"](ruleId);
  return leaveOutOf(ids, own);
}
