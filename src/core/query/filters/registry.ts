import { camera } from "./camera.ts";
import { date } from "./date.ts";
import type { FilterKind } from "./filter-kind.ts";
import { foldText } from "./fold.ts";
import { format } from "./format.ts";
import { hasFact } from "./has.ts";
import { inFolder } from "./in.ts";
import { is } from "./is.ts";
import { lens } from "./lens.ts";
import { like } from "./like.ts";
import { looks } from "./looks.ts";
import { fileName } from "./name.ts";
import { near } from "./near.ts";
import { nearestOf } from "./nearest.ts";
import { person } from "./person.ts";
import { pixels } from "./pixels.ts";
import { place } from "./place.ts";
import { rating } from "./rating.ts";
import { height, width } from "./side.ts";
import { size } from "./size.ts";
import { tag } from "./tag.ts";
import { text } from "./text.ts";
import { photoType } from "./type.ts";

/** Every filter of the language, in the order in which they are offered. */
export const filterKinds: readonly FilterKind[] = [
  inFolder,
  date,
  camera,
  tag,
  place,
  person,
  rating,
  is,
  hasFact,
  photoType,
  format,
  lens,
  fileName,
  text,
  size,
  pixels,
  width,
  height,
  near,
  like,
  looks,
];

const byName = new Map(
  filterKinds.flatMap((kind) => [kind.name, ...kind.aliases].map((name) => [name, kind])),
);

/** @param name its own or another that people type for it, in small letters */
export function filterNamed(name: string): FilterKind | undefined {
  return byName.get(name);
}

/** What the parser has to know of filters. */
export const filterNames = {
  has: (name: string) => byName.has(name),
  takesDistance: (name: string) => byName.get(name) === near,
};

/** The filter that was perhaps meant: "camra" -> camera. */
export function nearestFilter(name: string): FilterKind | undefined {
  const nearest = nearestOf(name, byName.keys());
  return nearest === undefined ? undefined : byName.get(nearest);
}

/** "fav" -> is:favourite; what is no filter may be one of its values. */
export function filtersBeginningWith(typed: string): FilterKind[] {
  const text = foldText(typed);
  const begins = (name: string) => name.startsWith(text);
  return filterKinds.filter(({ name, aliases }) => begins(name) || (text.length > 2 && aliases.some(begins)));
}
