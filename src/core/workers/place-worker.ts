import { type Coordinates, PlaceNamer } from "../geography/place-namer.ts";

let opening: Promise<PlaceNamer> | undefined;

/** The names of each place, in the same order. */
export async function name(places: readonly Coordinates[]): Promise<string[][]> {
  opening ??= PlaceNamer.open();
  const namer = await opening;
  return places.map((place) => namer.namesOf(place));
}
