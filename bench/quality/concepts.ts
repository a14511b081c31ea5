import type { Scene } from "../../src/demo/index.ts";
import { lights } from "../../src/demo/lights.ts";
import { objectKind } from "../../src/demo/objects/index.ts";
import { places } from "../../src/demo/places.ts";

/** Something that photos show or do not, with a word for it. */
export interface Concept {
  word: string;
  kind: "place" | "light" | "things";
  isShownIn: (scene: Scene) => boolean;
}

/** Words for many things, with the name of those in the drawer's tables. */
const groups: Readonly<Record<string, string>> = {
  people: "person",
  animals: "animal",
  birds: "bird",
  vehicles: "vehicle",
  flowers: "flower",
  food: "meal",
  furniture: "furniture",
  buildings: "building",
  fruit: "fruit",
  boats: "boat",
  plants: "plant",
};

const isOf = (name: string) => (scene: Scene) =>
  scene.objects.some(({ kind }) => {
    const { category, hypernyms } = objectKind(kind);
    return category === name || hypernyms.some(([singular]) => singular === name);
  });

/** Places, lights and groups of things of the drawer's vocabulary. Day is how most photos are. */
export const concepts: readonly Concept[] = [
  ...Object.values(places).map(
    ({ name, words }): Concept => ({
      word: words[0] ?? name,
      kind: "place",
      isShownIn: ({ place }) => place === name,
    }),
  ),
  ...Object.values(lights)
    .filter(({ name }) => name !== "day")
    .map(
      ({ name, words }): Concept => ({
        word: words[0] ?? name,
        kind: "light",
        isShownIn: ({ light, place }) => light === name && place !== "space",
      }),
    ),
  ...Object.entries(groups).map(([word, name]): Concept => ({ word, kind: "things", isShownIn: isOf(name) })),
];
