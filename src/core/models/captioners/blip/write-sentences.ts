import type { Hypothesis, Search } from "./search.ts";
import { type DecoderState, rowsOf, type TextDecoder } from "./text-decoder.ts";
import type { Seen } from "./vision-encoder.ts";

/**
 * Lets the decoder go on with some pictures at once until the search of each is done; those that are leave the batch.
 * @param seen [batchSize, ...]
 * @param pictures rows of it
 * @param newSearch one for each picture, all of which begin alike
 * @returns sentences of each picture, the best first
 */
export async function writeSentences(
  decoder: Pick<TextDecoder, "step">,
  seen: Seen,
  pictures: readonly number[],
  newSearch: () => Search,
): Promise<Hypothesis[][]> {
  const searches = pictures.map(newSearch);
  let open: readonly Search[] = searches;
  const rows = searches.flatMap(({ rows }, place) => rows.map(() => pictures[place] as number));
  let state: DecoderState = { seen: rowsOf(seen, rows), past: {} };
  while (open.length > 0) {
    const step = await decoder.step(
      open.flatMap((search) => search.rows.map(({ tokens }) => tokens)),
      state,
    );
    const kept = advanceAll(open, step.logits);
    const stillOpen = open.filter(({ isDone }) => !isDone);
    // Rows of one picture have seen the same: only what is done takes rows away.
    const stillSeen = stillOpen.length === open.length ? state.seen : rowsOf(state.seen, kept);
    state = { seen: stillSeen, past: rowsOf(step.past, kept) };
    open = stillOpen;
  }
  return searches.map((search) => search.sentences());
}

/** @returns for each row of those that are not done the row that it goes on from */
function advanceAll(searches: readonly Search[], logits: readonly Float32Array[]): number[] {
  const kept: number[] = [];
  let first = 0;
  for (const search of searches) {
    const next = first + search.rows.length;
    const from = first;
    const parents = search.advance(logits.slice(from, next));
    if (!search.isDone) kept.push(...parents.map((parent) => from + parent));
    first = next;
  }
  return kept;
}
