import type { ColourName } from "./colour.ts";
import type { LightName } from "./lights.ts";
import { objectKind, objectKinds, type Surface } from "./objects/index.ts";
import { type PlaceName, placeNames, places } from "./places.ts";
import type { Random } from "./random.ts";

/** One drawn thing. Positions are in the central square of the picture, 0 to 1 from its top left corner. */
export interface SceneObject {
  /** Name of an object kind. */
  kind: string;
  colour: ColourName | null;
  surface: Surface;
  /** Centre of its feet, or of itself where it floats. */
  x: number;
  y: number;
  /** Its side, as a part of the square's. */
  size: number;
  isMirrored: boolean;
  turnDegrees: number;
}

/** All there is to a picture: plain data, so that it can be kept, compared, changed a little and drawn at any size. */
export interface Scene {
  place: PlaceName;
  light: LightName;
  /** Decides every accident of the background: hills, clouds, windows. */
  backgroundSeed: string;
  objects: SceneObject[];
}

/** So many of one kind, as a caption counts them. */
export interface ObjectGroup {
  kind: string;
  colour: ColourName | null;
  count: number;
}

const maximumObjects = 5;

export function randomScene(random: Random): Scene {
  const place = random.pick(placeNames);
  const light = random.pick(places[place].lights);
  const groups = randomGroups(random, places[place].surfaces);
  return {
    place,
    light,
    backgroundSeed: String(random.whole(0, 2 ** 31)),
    objects: arrange(groups, random, places[place].surfaces),
  };
}

function randomGroups(random: Random, surfaces: readonly Surface[]): ObjectGroup[] {
  const fitting = objectKinds.filter((kind) => kind.surfaces.some((surface) => surfaces.includes(surface)));
  const wanted = random.pick([1, 1, 1, 2, 2, 2, 3]);
  const kinds = random.shuffle(fitting).slice(0, wanted);
  let left = maximumObjects;
  return kinds.map((kind, position) => {
    const others = kinds.length - 1 - position;
    const count = Math.min(random.pick([1, 1, 1, 1, 1, 2, 2, 3, 4]), left - others);
    left -= count;
    const isPainted = kind.colours.length > 0 && random.chance(0.85);
    return { kind: kind.name, colour: isPainted ? random.pick(kind.colours) : null, count };
  });
}

/** Where things stand on each surface: from where to where their feet (or, floating, their centres) may be. */
const bands: Readonly<Record<Surface, readonly [top: number, bottom: number]>> = {
  sky: [0.17, 0.36],
  water: [0.66, 0.72],
  ground: [0.8, 0.95],
  floor: [0.84, 0.96],
  table: [0.82, 0.93],
  under: [0.3, 0.74],
};

/** Floating things are placed by their centre, standing ones by their feet. */
export function isFloating(surface: Surface): boolean {
  return surface === "sky" || surface === "under";
}

/**
 * Puts the groups into the picture: each on a surface it can be on, side by side, large enough to be recognised and
 * wholly inside the central square, which is all that a model sees.
 */
function arrange(
  groups: readonly ObjectGroup[],
  random: Random,
  surfaces: readonly Surface[],
): SceneObject[] {
  const things = groups.flatMap((group) => {
    const possible = objectKind(group.kind).surfaces.filter((surface) => surfaces.includes(surface));
    const surface = random.pick(possible);
    return Array.from({ length: group.count }, () => ({ ...group, surface }));
  });
  const rows = new Map<Surface, typeof things>();
  for (const thing of things) rows.set(thing.surface, [...(rows.get(thing.surface) ?? []), thing]);
  return [...rows].flatMap(([surface, row]) => arrangeRow(surface, row, things.length, random));
}

function arrangeRow(
  surface: Surface,
  row: readonly (ObjectGroup & { surface: Surface })[],
  total: number,
  random: Random,
): SceneObject[] {
  const [top, bottom] = bands[surface];
  const pitch = 1 / row.length;
  const largest = surface === "sky" || surface === "water" ? 0.4 : total === 1 ? 0.72 : 0.56;
  const smallest = Math.min(0.3, pitch * 1.2);
  const size = Math.max(
    smallest,
    Math.min(largest, pitch * random.between(1, 1.2)) * random.between(0.82, 1),
  );
  return row.map(({ kind, colour }, column) => {
    const own = size * random.between(0.92, 1);
    const half = own / 2;
    const jitter = (pitch - own) / 2;
    const x = pitch * (column + 0.5) + random.between(-1, 1) * Math.max(0.01, Math.abs(jitter) * 0.7);
    const y = random.between(top, bottom);
    return {
      kind,
      colour,
      surface,
      x: clamp(x, half + 0.01, 0.99 - half),
      y: isFloating(surface) ? clamp(y, half + 0.01, 0.99 - half) : Math.max(y, own + 0.02),
      size: own,
      isMirrored: random.chance(0.5),
      turnDegrees: random.between(-7, 7),
    };
  });
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high));
}

/** What is to be seen, counted: kinds of the same colour together, in the order they were placed. */
export function groupsOf(scene: Scene): ObjectGroup[] {
  const groups = new Map<string, ObjectGroup>();
  for (const { kind, colour } of scene.objects) {
    const key = `${kind}/${colour}`;
    const group = groups.get(key) ?? { kind, colour, count: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  return [...groups.values()];
}
