import { composedVector, defaultWeights } from "../../src/core/search/compose-vector.ts";
import { vectorsOf } from "../../src/core/search/look-alikes.ts";
import { randomFrom } from "../../src/demo/index.ts";
import { lights } from "../../src/demo/lights.ts";
import { objectKind } from "../../src/demo/objects/index.ts";
import { places } from "../../src/demo/places.ts";
import type { Scene } from "../../src/demo/scene.ts";
import type { Row } from "../table.ts";
import type { LabelledLibrary } from "./labelled-library.ts";
import { mean } from "./less-of-this.ts";

const tried = [600, 1500];
/** Fewer photos that are what is meant say nothing. */
const fewestMeant = 4;
const first = 20;

/** A photo, words that say what is to be otherwise, and which photos are meant then. */
interface Wish {
  assetId: number;
  words: string;
  isMeant: (scene: Scene) => boolean;
}

const things = (scene: Scene) => new Set(scene.objects.map(({ kind }) => objectKind(kind).category));

/** "like this, but at night": the place from the example, the light from the words. */
function otherLights({ scenes }: LabelledLibrary): Wish[] {
  const random = randomFrom("like this, but at night");
  const all = [...scenes].filter(([, { place }]) => place !== "space");
  return Array.from({ length: tried[0] ?? 0 }, () => {
    const [assetId, scene] = random.pick(all);
    const other = random.pick(
      Object.values(lights).filter(({ name }) => name !== scene.light && name !== "day"),
    );
    return {
      assetId,
      words: other.phrases[0] ?? other.name,
      isMeant: ({ place, light }: Scene) => place === scene.place && light === other.name,
    };
  });
}

/** "like this, but on the beach": the things from the example, the place from the words. */
function otherPlaces({ scenes }: LabelledLibrary): Wish[] {
  const random = randomFrom("like this, but on the beach");
  const all = [...scenes];
  return Array.from({ length: tried[1] ?? 0 }, () => {
    const [assetId, scene] = random.pick(all);
    const other = random.pick(Object.values(places).filter(({ name }) => name !== scene.place));
    const [thing = ""] = things(scene);
    return {
      assetId,
      words: other.phrases[0] ?? other.name,
      isMeant: (found: Scene) => found.place === other.name && things(found).has(thing),
    };
  });
}

/** How many of those that are meant stand as far in front as they could, by how much the words count. */
export async function likeThisButRows(library: LabelledLibrary): Promise<Row[]> {
  const { core, scenes } = library;
  const wishes = { light: otherLights(library), place: otherPlaces(library) };
  const rows: Row[] = [];
  await core.context.services.models.using(async (open) => {
    for (const weight of [0, 0.5, 1, 1.5, 2, 3, 4]) {
      const found = await Promise.all(
        Object.entries(wishes).map(async ([what, ofKind]) => {
          const shares: number[] = [];
          for (const { assetId, words, isMeant } of ofKind) {
            const meant = [...scenes].filter(([other, scene]) => other !== assetId && isMeant(scene)).length;
            const like = open.index.vectorOf(assetId);
            if (meant < fewestMeant || !like) continue;
            const text = await open.embedText(words);
            const asked = { text, likes: [like], unlikes: [], excluded: [] };
            const query = composedVector(asked, { ...defaultWeights, text: weight }) ?? like;
            const { matches } = await core.context.services.vectors.find(vectorsOf(open), {
              query,
              limit: 200,
            });
            const shown = matches.flatMap((match) =>
              match.assetId === assetId ? [] : (scenes.get(match.assetId) ?? []),
            );
            const page = Math.min(first, meant);
            shares.push(shown.slice(0, page).filter(isMeant).length / page);
          }
          return `${what} ${mean(shares).toFixed(3)} (${shares.length})`;
        }),
      );
      const isDefault = weight === defaultWeights.text;
      rows.push({
        name: `${isDefault ? "as searched: " : ""}words count ${weight}`,
        value: found.join(", "),
      });
    }
  });
  return rows;
}
