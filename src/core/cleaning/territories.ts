import { relativeTo } from "../files/path-inside.ts";

/** Folders and files that a program, a system or a device keeps for itself. */
export interface Territory {
  /** Whose it is, as a person calls it. */
  name: string;
  /** Of a folder, or, where `ofFiles` says so, of a file. */
  pattern: RegExp;
  ofFiles?: true;
}

/**
 * Nothing in these is ever cleaned, and a copy in them is none to rely on: their program counts on its files being
 * there, and throws its own away unasked. Told by name, in any case, as the programs' own documentation has them.
 */
export const territories: readonly Territory[] = [
  {
    name: "an Apple Photos or iPhoto library",
    pattern: /\.(migrated)?(photoslibrary|photolibrary)$|^iphoto library$/,
  },
  { name: "an Aperture library", pattern: /\.(migrated)?aplibrary$/ },
  {
    name: "iMovie, Final Cut or Photo Booth",
    pattern: /\.(theater|imovielibrary|fcpbundle|tvlibrary)$|^photo booth library$/,
  },
  { name: "Lightroom", pattern: /\.(lrlibrary|lrdata|lrcat-data|lrcat)$/ },
  { name: "Capture One", pattern: /\.(cocatalog|cosession|cosessiondb)$|^captureone$/ },
  { name: "darktable", pattern: /^mipmaps-.+\.d$/ },
  { name: "digiKam", pattern: /^\.(dtrash|digikam)$/ },
  { name: "Picasa", pattern: /^\.(picasaoriginals|picasa\d*)$/ },
  { name: "another program’s package", pattern: /\.(photopack|mylibrary|app|bundle)$/ },
  {
    name: "a Synology or QNAP device",
    pattern: /^(@eadir|\.?@__thumb|#recycle|@recycle|@recently-snapshot|#snapshot)$/,
  },
  {
    name: "snapshots of the disk",
    pattern: /^\.(snapshots?|zfs|stversions|mobilebackups|documentrevisions-v\d+)$/,
  },
  { name: "a trash", pattern: /^(\.trash|\.trash-\d+|\.trashes|\.shoebox trash|\$recycle\.bin|recycler)$/ },
  {
    name: "a cache",
    pattern: /^(\.?caches?|\.?thumbs|\.thumbnails|\.thumb|\.dropbox\.cache|appdata_[a-z0-9]+|\.photoprism)$/,
  },
  { name: "a camera (the small picture of a film)", pattern: /\.thm$/, ofFiles: true },
  { name: "the system (what else belongs to a file)", pattern: /^\._/, ofFiles: true },
];

/** Files that say of their folder, and of all below it, that what lies there is no collection. */
export const territoryMarks: Readonly<Record<string, string>> = {
  ".nomedia": "a folder that its phone or program keeps out of galleries (.nomedia)",
  "CACHEDIR.TAG": "a cache (CACHEDIR.TAG)",
};

/**
 * Whose a file is; undefined for a person's own.
 * @param path absolute
 * @param rootPath the folder that was added: what lies above it was named by a person, and counts for packages alone
 */
export function territoryOf(path: string, rootPath: string): string | undefined {
  const above = rootPath.split("/").filter((part) => packages.test(part.toLowerCase()));
  const parts = [...above, ...relativeTo(rootPath, path).split("/")].map((part) => part.toLowerCase());
  const file = parts.pop() ?? "";
  return territories.find(({ pattern, ofFiles }) =>
    ofFiles ? pattern.test(file) : parts.some((part) => pattern.test(part)),
  )?.name;
}

/** A folder whose name ends as a package's does is one wherever it lies. */
const packages = /\.[a-z-]+$/;
