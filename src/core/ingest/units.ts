import type { PartKind } from "../catalog/directories.ts";
import { foldedName, splitName as splitAsWritten } from "../files/name-parts.ts";
import { isNamedLikePicture } from "../imaging/format.ts";
import { TakeoutNames } from "./takeout-names.ts";

export interface Part {
  /** The name of the picture, in the same folder. */
  lead: string;
  kind: PartKind;
  /** Other pictures that a sidecar describes as well. */
  shared?: readonly string[];
}

export const rawExtensions: ReadonlySet<string> = new Set(
  "dng cr2 cr3 crw nef nrw arw sr2 srf raf rw2 orf pef srw 3fr kdc mrw x3f erf iiq".split(" "),
);
export const videoExtensions: ReadonlySet<string> = new Set([
  "mov",
  "mp4",
  "m4v",
  "mp",
  "3gp",
  "avi",
  "mpg",
  "mkv",
  "webm",
  "mts",
]);
/** Who stands for a unit, the first first: what the camera developed goes before what it recorded. */
export const leadExtensions: readonly string[] = [
  "heic",
  "heif",
  "jpg",
  "jpeg",
  "hif",
  "avif",
  "jxl",
  "png",
  "tif",
  "tiff",
  "webp",
];

function splitName(name: string): { stem: string; extension: string } {
  const { stem, extension } = splitAsWritten(name);
  return { stem, extension: extension.toLowerCase() };
}

export function isVideoName(name: string): boolean {
  return videoExtensions.has(splitName(name).extension);
}

export function isSidecarName(name: string): boolean {
  return splitName(name).extension === "xmp";
}

/** What may say something of a picture beside it, or of its folder, in Google Takeout's form. */
export function isJsonName(name: string): boolean {
  return splitName(name).extension === "json";
}

/**
 * Which files of a folder belong to which picture: the video of a Live Photo or motion photo, the RAW file beside its
 * JPEG, XMP sidecars (`a.xmp`, `a.jpg.xmp`, darktable's `a_01.jpg.xmp`, in whatever case) and Google Takeout's JSON.
 * Told by name alone, as every camera and program does it.
 */
export function partsOf(names: readonly string[]): Map<string, Part> {
  const leads = leadsByStem(names);
  const parts = new Map<string, Part>();
  for (const name of names) {
    const part = partOf(name, leads);
    if (part && part.lead !== name) parts.set(name, part);
  }
  for (const [name, part] of takeoutParts(names, leads)) parts.set(name, part);
  return parts;
}

interface Leads {
  names: ReadonlySet<string>;
  byFoldedName: ReadonlyMap<string, string>;
  byStem: ReadonlyMap<string, Lead>;
  byFoldedStem: ReadonlyMap<string, Lead>;
}

interface Lead {
  name: string;
  rank: number;
}

/** The best picture of each stem; a RAW file only where there is no other. */
function leadsByStem(names: readonly string[]): Leads {
  const byStem = new Map<string, Lead>();
  const byFoldedStem = new Map<string, Lead>();
  // Most folders hold pictures alone: nothing is folded for them.
  const haveSidecars = names.some(isSidecarName);
  for (const name of names) {
    const { stem, extension } = splitName(name);
    const listed = leadExtensions.indexOf(extension);
    if (listed === -1 && !rawExtensions.has(extension)) continue;
    const lead = { name, rank: listed === -1 ? leadExtensions.length : listed };
    keepBetter(byStem, stem, lead);
    if (haveSidecars) keepBetter(byFoldedStem, foldedName(stem), lead);
  }
  const byFoldedName = new Map(haveSidecars ? names.map((name) => [foldedName(name), name]) : []);
  return { names: new Set(names), byFoldedName, byStem, byFoldedStem };
}

function keepBetter(leads: Map<string, Lead>, stem: string, lead: Lead): void {
  const known = leads.get(stem);
  if (!known || lead.rank < known.rank) leads.set(stem, lead);
}

function partOf(name: string, leads: Leads): Part | undefined {
  const { stem, extension } = splitName(name);
  const lead = leads.byStem.get(stem)?.name;
  if (rawExtensions.has(extension)) return lead === undefined ? undefined : { lead, kind: "raw" };
  if (videoExtensions.has(extension)) {
    // Pixel phones write "a.MP" beside "a.MP.jpg".
    const owner = lead ?? leads.byStem.get(name)?.name;
    return owner === undefined ? undefined : { lead: owner, kind: "video" };
  }
  if (extension !== "xmp") return undefined;
  const owner = ownerOfSidecar(stem, leads);
  return owner === undefined ? undefined : { lead: owner, kind: "sidecar" };
}

/** "a.jpg.xmp" names its picture in full; a RAW file's goes to the picture that stands for it. */
function ownerOfSidecar(stem: string, leads: Leads): string | undefined {
  const named = nameLike(stem, leads) ?? nameLike(stem.replace(darktableVersion, "$1"), leads);
  if (named !== undefined) return partOf(named, leads)?.lead ?? named;
  return (leads.byStem.get(stem) ?? leads.byFoldedStem.get(foldedName(stem)))?.name;
}

/** darktable counts the developments of one picture: "a_01.jpg.xmp" is the second. */
const darktableVersion = /_\d{2,3}(\.[^.]+)$/;

function nameLike(name: string, { names, byFoldedName }: Leads): string | undefined {
  return names.has(name) ? name : byFoldedName.get(foldedName(name));
}

function* takeoutParts(names: readonly string[], leads: Leads): Generator<[string, Part]> {
  const jsonNames = names.filter(isJsonName);
  if (jsonNames.length === 0) return;
  const described = names.filter((name) => isDescribable(name, leads));
  const takeout = new TakeoutNames(described.sort((left, right) => rankOf(left) - rankOf(right)));
  const standingFor = (name: string) => partOf(name, leads)?.lead ?? name;
  const owners = new Map(
    jsonNames.flatMap((json) => {
      const owner = takeout.describedBy(json);
      return owner === undefined ? [] : [[json, standingFor(owner)] as const];
    }),
  );
  const withTheirOwn = new Set(owners.values());
  for (const [json, lead] of owners) {
    const copies = takeout.editedCopiesOf(lead).map(standingFor);
    const shared = copies.filter((copy) => copy !== lead && !withTheirOwn.has(copy));
    yield [json, shared.length > 0 ? { lead, kind: "sidecar", shared } : { lead, kind: "sidecar" }];
  }
}

/** A picture, or what belongs to one. */
function isDescribable(name: string, leads: Leads): boolean {
  if (isSidecarName(name) || isJsonName(name)) return false;
  return (
    isNamedLikePicture(name) || rankOf(name) < leadExtensions.length || partOf(name, leads) !== undefined
  );
}

/** Of two pictures of one stem the one that stands for both is asked for first. */
function rankOf(name: string): number {
  const rank = leadExtensions.indexOf(splitName(name).extension);
  return rank === -1 ? leadExtensions.length : rank;
}
