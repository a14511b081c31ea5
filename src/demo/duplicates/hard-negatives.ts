import { objectKinds } from "../objects/index.ts";
import { places } from "../places.ts";
import type { Random } from "../random.ts";
import { randomScene, type Scene, type SceneObject } from "../scene.ts";
import type { PlannedShot } from "./plan.ts";

/**
 * Pictures that look like copies and are none:
 * - `burst`: the same moment, things moved a little
 * - `burst-turned`: one thing moved and the camera with it
 * - `other-object`: one thing replaced by another kind of thing
 * - `object-gone`: one thing less
 * - `recoloured`: one thing in another colour
 * - `same-background`: other things in the very same place
 * - `same-kind-of-place`: the same things in another place of the same kind; not in fog, where two differ in blades of
 *   grass, which nobody would call another picture
 */
export const negativeKinds = [
  "burst",
  "burst-turned",
  "other-object",
  "object-gone",
  "recoloured",
  "same-background",
  "same-kind-of-place",
] as const;
export type NegativeKind = (typeof negativeKinds)[number];

/** Those of one moment are seconds apart; half of them lie within one second, where no clock tells them apart. */
const moments: ReadonlySet<NegativeKind> = new Set(["burst", "burst-turned"]);

export function hardNegativesOf(original: PlannedShot, random: Random): PlannedShot[] {
  return negativeKinds.flatMap((how) => {
    const scene = change(original.scene, how, random);
    if (!scene) return [];
    const isMoment = moments.has(how);
    const gapMillis = isMoment ? random.pick([0, 1000, 2000]) : random.whole(1, 30) * 86_400_000;
    const stem = `${original.picture} ${how}`;
    return {
      ...original,
      path: `hard-negatives/${stem}.jpg`,
      picture: stem,
      moment: isMoment ? original.moment : stem,
      how,
      scene,
      shot: { ...original.shot, takenAtMillis: original.shot.takenAtMillis + gapMillis },
      // Without a date nothing but the pixels can tell.
      isStripped: original.isStripped || random.chance(0.5),
    };
  });
}

function change(scene: Scene, how: NegativeKind, random: Random): Scene | undefined {
  const { objects } = scene;
  const at = random.whole(0, objects.length - 1);
  const one = objects[at];
  if (!one) return undefined;
  const withOne = (changed: SceneObject | undefined): Scene => ({
    ...scene,
    objects: objects.flatMap((object, index) => (index === at ? (changed ?? []) : object)),
  });
  if (how === "burst") return { ...scene, objects: objects.map((object) => nudged(object, random, 0.03)) };
  if (how === "burst-turned") {
    return { ...withOne(nudged({ ...one, isMirrored: !one.isMirrored }, random, 0.02)) };
  }
  if (how === "object-gone") return objects.length > 1 ? withOne(undefined) : undefined;
  if (how === "other-object") return withOne(otherKind(one, random));
  if (how === "recoloured") {
    const colours = objectKinds.find(({ name }) => name === one.kind)?.colours ?? [];
    const others = colours.filter((colour) => colour !== one.colour);
    return others.length === 0 ? undefined : withOne({ ...one, colour: random.pick(others) });
  }
  if (how === "same-background") return { ...scene, objects: otherObjects(scene, random) };
  if (scene.light === "fog") return undefined;
  return { ...scene, backgroundSeed: String(random.whole(0, 2 ** 31)) };
}

/** Moved by 1 % to `most` of the picture, turned by some degrees: as much as happens within a second. */
function nudged(object: SceneObject, random: Random, most: number): SceneObject {
  const step = () => random.between(0.01, most) * (random.chance(0.5) ? 1 : -1);
  return {
    ...object,
    x: object.x + step(),
    y: object.y + step() / 2,
    turnDegrees: object.turnDegrees + random.between(2, 6) * (random.chance(0.5) ? 1 : -1),
  };
}

function otherKind(object: SceneObject, random: Random): SceneObject {
  const kinds = objectKinds.filter(
    ({ name, surfaces }) => name !== object.kind && surfaces.includes(object.surface),
  );
  const kind = random.pick(kinds);
  return { ...object, kind: kind.name, colour: kind.colours.length > 0 ? random.pick(kind.colours) : null };
}

function otherObjects(scene: Scene, random: Random): SceneObject[] {
  const surfaces = places[scene.place].surfaces;
  for (let attempt = 0; attempt < 200; attempt++) {
    const other = randomScene(random);
    if (other.objects.every(({ surface }) => surfaces.includes(surface))) return other.objects;
  }
  return scene.objects.map((object) => otherKind(object, random));
}
