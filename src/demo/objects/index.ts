import { animals, birds, insects, seaAnimals } from "./animals.ts";
import { drinks, fruit, meals, sweets, vegetables } from "./food.ts";
import { buildings, flowers, plants, skyThings } from "./nature.ts";
import { people } from "./people.ts";
import type { ObjectKind } from "./table.ts";
import { clothes, furniture, instruments, play, things } from "./things.ts";
import { aircraft, boats, vehicles } from "./vehicles.ts";

export type { ObjectKind, ObjectSize, Surface } from "./table.ts";

/** Every kind of object that a scene can hold. */
export const objectKinds: readonly ObjectKind[] = [
  ...animals,
  ...birds,
  ...seaAnimals,
  ...insects,
  ...fruit,
  ...vegetables,
  ...meals,
  ...sweets,
  ...drinks,
  ...vehicles,
  ...boats,
  ...aircraft,
  ...flowers,
  ...plants,
  ...skyThings,
  ...buildings,
  ...things,
  ...furniture,
  ...clothes,
  ...play,
  ...instruments,
  ...people,
];

const kindsByName = new Map(objectKinds.map((kind) => [kind.name, kind]));

/** The kind of that name; throws a RangeError for a name that is not in the table. */
export function objectKind(name: string): ObjectKind {
  const kind = kindsByName.get(name);
  if (!kind) throw new RangeError(`Expected the name of an object kind but received ${name}`);
  return kind;
}
