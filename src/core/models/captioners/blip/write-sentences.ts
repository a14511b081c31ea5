import type { Hypothesis, Search } from "./search.ts";
import { type DecoderState, stateOf, type TextDecoder } from "./text-decoder.ts";
import type { Seen } from "./vision-encoder.ts";

/**
 * Lets the decoder go on with all pictures at once until the search of each is done; those that are leave the batch.
 * @param seen [pictures, ...]
 * @param newSearch one for each picture, all of which begin alike
 * @returns sentences of each picture, the best first
 */
export async function writeSentences(
  decoder: Pick<TextDecoder, "step">,
  seen: Seen,
  pictures: number,
  newSearch: () => Search,
): Promise<Hypothesis[][]> {
  const searches = Array.from({ length: pictures }, newSearch);
  let open = searches.map((search, picture) => ({ search, picture }));
  let state: DecoderState = stateOf(
    { seen, past: {} },
    open.flatMap(({ search, picture }) => search.rows.map(() => picture)),
  );
  while (open.length > 0) {
    const rows = open.flatMap(({ search }) => search.rows.map(({ tokens }) => tokens));
    const step = await decoder.step(rows, state);
    const kept: number[] = [];
    let first = 0;
    for (const { search } of open) {
      const { length } = search.rows;
      const parents = search.advance(step.logits.slice(first, first + length));
      if (!search.isDone) kept.push(...parents.map((parent) => first + parent));
      first += length;
    }
    open = open.filter(({ search }) => !search.isDone);
    state = stateOf(step.state, kept);
  }
  return searches.map((search) => search.sentences());
}
