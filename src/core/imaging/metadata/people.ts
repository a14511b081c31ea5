import type { FaceRegion, Person } from "../../../contract/photos.ts";
import { personFields } from "./precedence.ts";
import { clean, number, texts, type WrittenTags, xmpAt } from "./written-tags.ts";
import type { XmpProperties } from "./xmp/xmp-properties.ts";
import { allTexts, oneText, structsIn } from "./xmp/xmp-text.ts";

/** More than anybody marks in one picture. */
const mostPeople = 500;

/** People in a picture: those whose faces are marked, then those who are only named. */
export function readPeople(tags: WrittenTags): Person[] {
  const orientation = number(tags, "exif Orientation") ?? number(tags, "xmp tiff:Orientation") ?? null;
  const marked = [...mwgFaces(tags), ...microsoftFaces(tags), ...iptcFaces(tags), ...acdseeFaces(tags)];
  const faces = marked.map(
    ({ name, region }): Person => ({
      name,
      region: region && { ...region, orientation },
    }),
  );
  const details = structsIn(xmpAt(tags, "xmp Iptc4xmpExt:PersonInImageWDetails"));
  const named = [
    ...personFields.flatMap((field) => texts(tags, field)),
    ...details.flatMap((fields) => textIn(fields, "Iptc4xmpExt:PersonName") ?? []),
  ];
  return joinPeople(
    faces,
    named.map((name) => ({ name, region: null })),
  );
}

/** Each name once, with its region where one is known; faces that nobody named stay, each once. */
export function joinPeople(...lists: readonly (readonly Person[])[]): Person[] {
  const found = new Map<string, Person>();
  for (const person of lists.flat()) {
    const key = person.name === null ? `face ${JSON.stringify(person.region)}` : nameKey(person.name);
    const known = found.get(key);
    if (!known) found.set(key, person);
    else if (known.region === null && person.region !== null)
      found.set(key, { ...known, region: person.region });
  }
  return [...found.values()].slice(0, mostPeople);
}

const nameKey = (name: string) => `name ${name.normalize("NFC").toLowerCase()}`;

interface Marked {
  name: string | null;
  region: Omit<FaceRegion, "orientation"> | null;
}

/** Metadata Working Group, "Guidelines for handling image metadata" 2.0, 5.10. Area: the middle and the size. */
function mwgFaces(tags: WrittenTags): Marked[] {
  return areaFaces(xmpAt(tags, "xmp mwg-rs:Regions")?.fields, "mwg-rs", "stArea");
}

/** ACDSee's own form of the same: `DLYArea` is the face as it was marked by hand, `ALGArea` as it was found. */
function acdseeFaces(tags: WrittenTags): Marked[] {
  return areaFaces(xmpAt(tags, "xmp acdsee-rs:Regions")?.fields, "acdsee-rs", "acdsee-stArea");
}

function areaFaces(regions: XmpProperties | undefined, prefix: string, areaPrefix: string): Marked[] {
  if (!regions) return [];
  const dimensions = regions.get(`${prefix}:AppliedToDimensions`)?.fields;
  const appliedTo = dimensions && sizeIn(dimensions);
  return structsIn(regions.get(`${prefix}:RegionList`)).flatMap((region): Marked[] => {
    // A bar code and what the camera focused on are marked the same way.
    if (!/^(face|pet|person)?$/i.test(textIn(region, `${prefix}:Type`) ?? "")) return [];
    const areas = ["Area", "DLYArea", "ALGArea"].map((name) => region.get(`${prefix}:${name}`)?.fields);
    const area = areas.find((each) => each !== undefined);
    const name = textIn(region, `${prefix}:Name`) ?? null;
    return [{ name, region: area ? areaRegion(area, areaPrefix, appliedTo) : null }];
  });
}

function areaRegion(area: XmpProperties, prefix: string, appliedTo: Size | undefined): Marked["region"] {
  const part = (name: string) => numberIn(area, `${prefix}:${name}`);
  const [x, y, diameter] = [part("x"), part("y"), part("d")];
  const [width, height] = [part("w") ?? diameter ?? 0, part("h") ?? diameter ?? 0];
  if (x === undefined || y === undefined) return null;
  const box = { left: x - width / 2, top: y - height / 2, width, height };
  const isInPixels = /pixel/i.test(textIn(area, `${prefix}:unit`) ?? "");
  return normalised(box, isInPixels ? appliedTo : unitSize, appliedTo);
}

/** Windows' and Picasa's: "left, top, width, height" of the whole. Source: Microsoft, "People Tagging Overview". */
function microsoftFaces(tags: WrittenTags): Marked[] {
  const list = xmpAt(tags, "xmp MP:RegionInfo")?.fields?.get("MPRI:Regions");
  return structsIn(list).map((region) => {
    const name = textIn(region, "MPReg:PersonDisplayName") ?? null;
    const numbers = (textIn(region, "MPReg:Rectangle") ?? "").split(/\s*,\s*/).map(Number.parseFloat);
    const [left = Number.NaN, top = Number.NaN, width = Number.NaN, height = Number.NaN] = numbers;
    return { name, region: normalised({ left, top, width, height }, unitSize, undefined) };
  });
}

/** IPTC Photo Metadata Standard 2019.1 and later, "Image Region". */
function iptcFaces(tags: WrittenTags): Marked[] {
  return structsIn(xmpAt(tags, "xmp Iptc4xmpExt:ImageRegion")).flatMap((region): Marked[] => {
    const kinds = structsIn(region.get("Iptc4xmpExt:rCtype")).flatMap(plainTexts).join(" ");
    const persons = region.get("Iptc4xmpExt:PersonInImage");
    const name = textIn(region, "Iptc4xmpExt:Name");
    const names = persons ? allTexts(persons).flatMap((each) => clean(each) ?? []) : name ? [name] : [];
    const isPerson = persons !== undefined || /human|person|people|face/i.test(kinds);
    if (!isPerson) return [];
    const marked = iptcRegion(region.get("Iptc4xmpExt:RegionBoundary")?.fields);
    return names.length > 0
      ? names.map((each) => ({ name: each, region: marked }))
      : [{ name: null, region: marked }];
  });
}

function plainTexts(fields: XmpProperties): string[] {
  return [...fields.values()].flatMap((value) => allTexts(value));
}

function iptcRegion(boundary: XmpProperties | undefined): Marked["region"] {
  if (!boundary || /pixel/i.test(textIn(boundary, "Iptc4xmpExt:rbUnit") ?? "")) return null;
  const part = (name: string) => numberIn(boundary, `Iptc4xmpExt:${name}`);
  const [x, y, radius] = [part("rbX"), part("rbY"), part("rbRx")];
  const vertices = structsIn(boundary.get("Iptc4xmpExt:rbVertices"));
  if (vertices.length > 0) return around(vertices);
  if (x === undefined || y === undefined) return null;
  const box =
    radius === undefined
      ? { left: x, top: y, width: part("rbW") ?? 0, height: part("rbH") ?? 0 }
      : { left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius };
  return normalised(box, unitSize, undefined);
}

/** The rectangle around a polygon. */
function around(vertices: readonly XmpProperties[]): Marked["region"] {
  const all = (name: string) => vertices.map((each) => numberIn(each, `Iptc4xmpExt:${name}`) ?? Number.NaN);
  const [xs, ys] = [all("rbX"), all("rbY")];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return normalised(
    { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top },
    unitSize,
    undefined,
  );
}

interface Size {
  width: number;
  height: number;
}

const unitSize: Size = { width: 1, height: 1 };

interface Rectangle extends Size {
  left: number;
  top: number;
}

/** As parts of the whole; null for what does not lie in the picture. */
function normalised(box: Rectangle, whole: Size | undefined, appliedTo: Size | undefined): Marked["region"] {
  if (!whole) return null;
  const { left, top, width, height } = {
    left: box.left / whole.width,
    top: box.top / whole.height,
    width: box.width / whole.width,
    height: box.height / whole.height,
  };
  const isInside =
    left > -1 && top > -1 && left < 1 && top < 1 && width >= 0 && height >= 0 && width <= 2 && height <= 2;
  return isInside ? { left, top, width, height, appliedTo: appliedTo ?? null } : null;
}

function sizeIn(dimensions: XmpProperties): Size | undefined {
  const [width, height] = ["w", "h"].map((name) => numberIn(dimensions, `stDim:${name}`));
  return width && height && width > 0 && height > 0 ? { width, height } : undefined;
}

function textIn(fields: XmpProperties, name: string): string | undefined {
  const value = fields.get(name);
  return value && clean(oneText(value) ?? "");
}

function numberIn(fields: XmpProperties, name: string): number | undefined {
  const value = Number.parseFloat(textIn(fields, name) ?? "");
  return Number.isFinite(value) ? value : undefined;
}
