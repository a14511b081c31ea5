import { foldedName, splitName } from "../files/name-parts.ts";
import { TakeoutNames } from "../ingest/takeout-names.ts";
import { leadExtensions, rawExtensions, videoExtensions } from "../ingest/units.ts";

/** What a file is to the picture that it lies beside; `attributes` are the system's, and no loss. */
export type CompanionKind = "raw" | "video" | "sidecar" | "attributes";

export interface Companion {
  name: string;
  kind: CompanionKind;
  /** Names of the pictures that it belongs to, in the same folder; it is of use as long as one of them is there. */
  owners: readonly string[];
}

/**
 * What programs and cameras write beside a picture under its name: settings of edits (Adobe, Apple, RawTherapee, DxO,
 * ON1, Nikon, Canon, Capture One, AfterShot), a voice memo, a small picture, Google's and others' facts.
 */
const sidecarExtensions: ReadonlySet<string> = new Set(
  "xmp aae pp2 pp3 dop on1 nksc nks vrd dr4 cos cot cop arp rpp exf thm wav json".split(" "),
);
const developedExtensions: ReadonlySet<string> = new Set([...leadExtensions, "gif", "bmp"]);

interface NamedFile {
  name: string;
  /** Folded, as all names here are compared: programs and disks change the case of names. */
  stem: string;
  extension: string;
}

function split(name: string): NamedFile {
  return { name, ...splitName(foldedName(name)) };
}

/** The pictures of a folder, to be found by name. */
class Pictures {
  /** Pictures, and of a stem that has none its RAW file. */
  readonly #byStem = new Map<string, string[]>();
  readonly #byName = new Map<string, string>();
  #takeout: TakeoutNames | undefined;

  constructor(files: readonly NamedFile[]) {
    const developed = files.filter(({ extension }) => developedExtensions.has(extension));
    for (const { stem, name } of developed) this.#add(stem, name);
    const raws = files.filter(
      ({ extension, stem }) => rawExtensions.has(extension) && !this.#byStem.has(stem),
    );
    for (const { stem, name } of raws) this.#add(stem, name);
  }

  #add(stem: string, name: string): void {
    this.#byStem.set(stem, [...(this.#byStem.get(stem) ?? []), name]);
    this.#byName.set(foldedName(name), name);
  }

  ofStem(stem: string): readonly string[] {
    return this.#byStem.get(stem) ?? [];
  }

  named(name: string): readonly string[] {
    const found = this.#byName.get(name);
    return found === undefined ? [] : [found];
  }

  /** As Google's JSON files name them; most folders hold none. */
  get takeout(): TakeoutNames {
    this.#takeout ??= new TakeoutNames([...this.#byName.values()]);
    return this.#takeout;
  }

  /** Those whose names begin so. */
  beginning(start: string): readonly string[] {
    return [...this.#byName].flatMap(([folded, name]) => (folded.startsWith(start) ? [name] : []));
  }
}

/**
 * Which files of a folder belong to which pictures, told by name alone, as those that write them do it.
 * @param names of all that lies in the folder
 * @returns by name
 */
function companionsAmong(names: readonly string[]): Map<string, Companion> {
  const files = names.map(split);
  const pictures = new Pictures(files);
  const companions = new Map<string, Companion>();
  for (const file of files) {
    const kind = kindOf(file);
    if (kind === undefined) continue;
    const owners = ownersOf(file, kind, pictures);
    // A RAW file that stands alone is a picture of its own.
    if (owners.includes(file.name)) continue;
    if (owners.length > 0) companions.set(file.name, { name: file.name, kind, owners });
  }
  return companions;
}

/** A folder's companions, to be found from both sides. */
export class FolderUnits {
  readonly #companions: ReadonlyMap<string, Companion>;
  readonly #byOwner = new Map<string, Companion[]>();

  constructor(names: readonly string[]) {
    this.#companions = companionsAmong(names);
    for (const companion of this.#companions.values()) {
      for (const owner of companion.owners) {
        const known = this.#byOwner.get(owner);
        if (known) known.push(companion);
        else this.#byOwner.set(owner, [companion]);
      }
    }
  }

  /** What a file is to others; undefined for one that stands alone. */
  asCompanion(name: string): Companion | undefined {
    return this.#companions.get(name);
  }

  /** What belongs to a picture. */
  of(picture: string): readonly Companion[] {
    return this.#byOwner.get(picture) ?? [];
  }
}

function kindOf({ name, extension }: NamedFile): CompanionKind | undefined {
  // AppleDouble: what a Mac knows of a file, on a disk that cannot keep it.
  if (name.startsWith("._")) return "attributes";
  if (rawExtensions.has(extension)) return "raw";
  if (videoExtensions.has(extension)) return "video";
  return sidecarExtensions.has(extension) ? "sidecar" : undefined;
}

function ownersOf({ name, stem, extension }: NamedFile, kind: CompanionKind, pictures: Pictures) {
  if (kind === "attributes") return pictures.named(foldedName(name.slice(2)));
  if (extension === "json") return ownersOfJson(name, pictures);
  // "a.jpg.xmp" names its picture in full.
  const named = kind === "sidecar" ? pictures.named(stem) : [];
  if (named.length > 0) return named;
  const ofRaw = kind === "sidecar" ? pictures.ofStem(split(stem).stem) : [];
  // "a.dng.xmp" is the RAW file's, which belongs to "a.jpg".
  if (rawExtensions.has(split(stem).extension) && ofRaw.length > 0) return ofRaw;
  const owners = pictures.ofStem(stem);
  // iPhones: IMG_1234, edited IMG_E1234, and IMG_O1234.AAE for both.
  const adjusted = extension === "aae" ? /^(.*_)o(\d+)$/.exec(stem) : null;
  if (!adjusted) return owners;
  const [, before, number] = adjusted;
  return [...owners, ...pictures.ofStem(`${before}${number}`), ...pictures.ofStem(`${before}e${number}`)];
}

/** Google cuts names so that they have 46 characters before ".json". */
const longestTakeoutStem = 46;

/**
 * The picture that Google Takeout means and its edited copies, and those that are called as the file is. Where a name
 * was cut so short that several begin so, it is all of theirs.
 */
function ownersOfJson(json: string, pictures: Pictures): readonly string[] {
  const { stem } = split(json);
  const described = pictures.takeout.describedBy(json);
  const owners = [...(described === undefined ? [] : [described]), ...pictures.ofStem(stem)];
  const edited = owners.flatMap((owner) => pictures.takeout.editedCopiesOf(owner));
  const found = [...new Set([...owners, ...edited])];
  const number = /\(\d+\)$/.exec(stem)?.[0] ?? "";
  if (found.length > 0 || [...stem].length < longestTakeoutStem - number.length) return found;
  return pictures.beginning(stem.slice(0, stem.length - number.length));
}
