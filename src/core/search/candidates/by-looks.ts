import { describeModel } from "../../models/runtime/describe.ts";
import { vectorOfQuery } from "../../vectors/vector-query.ts";
import type { Asked } from "../asked.ts";
import { vectorQueryOf } from "../compose-vector.ts";
import type { LookedBy } from "../look-alikes.ts";
import { type ExampleParts, examplesOf } from "./examples.ts";
import { likelyNotMeant, type NotMeantParts } from "./not-meant.ts";
import { type Rated, ratedMatches } from "./rated.ts";

/** What a query finds by what photos look like. */
export interface Looks extends LookedBy {
  /** undefined where nothing says what is looked for, but only what is not. */
  found: Rated | undefined;
  /** Examples that are photos of the library: no answer. */
  given: ReadonlySet<number>;
  /** Photos that may show what must not be seen, and how certain that is of each, 0 to 1. */
  notMeant: ReadonlyMap<number, number>;
}

export type LooksParts = NotMeantParts & ExampleParts;

/**
 * @param written photos that were found by words: they, too, may show what must not be seen
 * @throws MODEL_MISSING, MODEL_CORRUPT; ASSET_NOT_FOUND and the codes of decoding for an example that cannot be compared
 */
export function findLooks(parts: LooksParts, asked: Asked, written: readonly number[] = []): Promise<Looks> {
  return parts.models.using(async (open) => {
    const { plan, filter, isOwnOnly } = asked;
    const within = { filter, isOwnOnly };
    const { assetIds: given, likes, unlikes } = await examplesOf(open, parts, asked);
    const text = plan.description === "" ? undefined : await open.embedText(plan.description);
    const excluded = await Promise.all(plan.excluded.map((description) => open.embedText(description)));
    const query = vectorQueryOf({ text, likes, unlikes, excluded });
    const by = query === text ? "words" : text || excluded.length > 0 ? "mixed" : "pictures";
    const found = query && (await ratedMatches(open, parts, { query, by, within, except: given }));
    const among = found && [...found.matches.map(({ assetId }) => assetId), ...written];
    const notMeant = await likelyNotMeant(open, parts, { excluded, unlikes, among, within });
    return {
      found,
      given,
      notMeant,
      model: describeModel(open.model),
      modelId: open.modelId,
      vector: query && vectorOfQuery(query),
    };
  });
}
