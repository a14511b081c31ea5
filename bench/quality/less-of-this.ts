import { likelyNotMeant } from "../../src/core/search/candidates/not-meant.ts";
import { ratedMatches } from "../../src/core/search/candidates/rated.ts";
import { composedVector, defaultWeights } from "../../src/core/search/compose-vector.ts";
import { fuse } from "../../src/core/search/fuse.ts";
import type { RankParts } from "../../src/core/search/rank.ts";
import type { OpenModel } from "../../src/core/switching/open-model.ts";
import type { Scene } from "../../src/demo/scene.ts";
import type { Row } from "../table.ts";
import { type Concept, concepts } from "./concepts.ts";
import type { LabelledLibrary } from "./labelled-library.ts";
import { searchPartsOf } from "./search-parts.ts";

/** A page. */
const first = 20;

/** Fewer photos of a kind say nothing. */
const [fewestShown, fewestLeft] = [3, 10];

interface Pair {
  meant: Concept;
  excluded: Concept;
  /** Photos that show the one and not the other. */
  left: number;
}

function pairsIn({ scenes }: LabelledLibrary): Pair[] {
  const all = [...scenes.values()];
  return concepts.flatMap((meant) =>
    concepts.flatMap((excluded) => {
      if (meant === excluded) return [];
      const shown = all.filter(meant.isShownIn);
      const both = shown.filter(excluded.isShownIn).length;
      const left = shown.length - both;
      return both >= fewestShown && left >= fewestLeft ? [{ meant, excluded, left }] : [];
    }),
  );
}

interface Prepared {
  parts: RankParts;
  /** How likely each photo shows what is excluded. */
  notMeantOf: ReadonlyMap<Concept, ReadonlyMap<number, number>>;
}

/** How the excluded weighs in the vector, and whether its own likelihood is taken into account. */
const ways = [
  { weight: 0, isRated: false },
  { weight: 0, isRated: true },
  ...[0.5, 1, 1.5].flatMap((weight) => [
    { weight, isRated: false },
    { weight, isRated: true },
  ]),
];

/** "beach -people": what is shown of what was excluded among the first 20, by looks alone. */
export async function lessOfThisRows(library: LabelledLibrary): Promise<Row[]> {
  const pairs = pairsIn(library);
  const rows: Row[] = [{ name: "pairs of words such as “beach -people”", value: String(pairs.length) }];
  const parts = searchPartsOf(library.core);
  await parts.models.using(async (open) => {
    const notMeantOf = new Map<Concept, ReadonlyMap<number, number>>();
    for (const concept of concepts) {
      const asked = {
        excluded: [await open.embedText(concept.word)],
        unlikes: [],
        within: { filter: undefined },
      };
      notMeantOf.set(concept, await likelyNotMeant(open, parts, asked));
    }
    for (const { weight, isRated } of ways) {
      const [shown, over, about, line] = [[] as number[], [] as number[], [] as number[], [] as number[]];
      for (const pair of pairs) {
        const found = await foundOf(open, { ...library, parts, notMeantOf }, pair, { weight, isRated });
        line.push(f1OfLine(found, pair));
        const scenes = found.scenes.slice(0, first);
        const wrong = scenes.filter(pair.excluded.isShownIn).length;
        shown.push(wrong);
        over.push(wrong > 2 ? 1 : 0);
        about.push(scenes.filter(pair.meant.isShownIn).length / Math.min(first, pair.left));
      }
      const isDefault = weight === 0 && isRated;
      rows.push({
        name: `${isDefault ? "as searched: " : ""}weight ${weight}${isRated ? " and likelihood" : ""}`,
        value: `${mean(shown).toFixed(2)} shown of ${first}, more than 2 in ${percent(over)}, about it ${mean(about).toFixed(3)}, F1 of the line ${mean(line).toFixed(3)}`,
        ...(isDefault && { aim: "at most 2 shown" }),
      });
    }
  });
  return rows;
}

interface Found {
  /** In the order of the answer. */
  scenes: Scene[];
  /** So many of them are above the line. */
  likelyCount: number;
}

/** Of what is above the line, against all that show the one and not the other. */
function f1OfLine({ scenes, likelyCount }: Found, { meant, excluded, left }: Pair): number {
  const isRight = (scene: Scene) => meant.isShownIn(scene) && !excluded.isShownIn(scene);
  const right = scenes.slice(0, likelyCount).filter(isRight).length;
  return (2 * right) / (likelyCount + left);
}

async function foundOf(
  open: OpenModel,
  { scenes, parts, notMeantOf }: LabelledLibrary & Prepared,
  { meant, excluded }: Pair,
  { weight, isRated }: { weight: number; isRated: boolean },
): Promise<Found> {
  const text = await open.embedText(meant.word);
  const away = await open.embedText(excluded.word);
  const within = { filter: undefined };
  const asked = { text, likes: [], unlikes: [], excluded: weight > 0 ? [away] : [] };
  const query = composedVector(asked, { ...defaultWeights, excluded: weight }) ?? text;
  const by = weight > 0 ? "mixed" : "words";
  const { matches, likelyCount } = await ratedMatches(open, parts, { query, by, within });
  const notMeant = (isRated && notMeantOf.get(excluded)) || new Map<number, number>();
  const fused = fuse({
    hits: { exact: [], guessed: [], loose: [] },
    matches,
    likelyCount,
    notMeant,
    similarities: new Map(),
    isBesideExamples: false,
  });
  const shownIn = (assetIds: readonly number[]) => assetIds.flatMap((assetId) => scenes.get(assetId) ?? []);
  return {
    scenes: shownIn(fused.assetIds),
    likelyCount: shownIn(fused.assetIds.slice(0, fused.likelyCount)).length,
  };
}

export const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const percent = (values: readonly number[]) => `${(100 * mean(values)).toFixed(0)} %`;

/** "-night" alone: all photos but those. */
export async function nothingButRows({ core, scenes }: LabelledLibrary): Promise<Row[]> {
  const [shown, kept, lost] = [[] as number[], [] as number[], [] as number[]];
  for (const { word, isShownIn } of concepts) {
    const { results } = await core.client.search.text({ query: `-${word}`, limit: 60 });
    const top = results.flatMap(({ assetId }) => scenes.get(assetId) ?? []).slice(0, first);
    const { assetIds } = await core.client.search.assetIds({ query: `-${word}` });
    const likely = assetIds.flatMap((assetId) => scenes.get(assetId) ?? []);
    const others = [...scenes.values()].filter((scene) => !isShownIn(scene)).length;
    shown.push(top.filter(isShownIn).length);
    kept.push(likely.filter((scene) => !isShownIn(scene)).length / others);
    lost.push(likely.filter(isShownIn).length / Math.max(1, scenes.size - others));
  }
  return [
    {
      name: `“-night” alone, ${concepts.length} words`,
      value: `${mean(shown).toFixed(2)} shown of ${first}, ${(100 * mean(kept)).toFixed(0)} % of the others kept, ${(100 * mean(lost)).toFixed(0)} % of those that show it`,
      aim: "at most 2 shown",
    },
  ];
}
