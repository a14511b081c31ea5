import type { SearchAnswer, ShoeboxClient, SortOrder } from "../contract/index.ts";

interface Sought {
  query: string;
  /** Pictures on disk that what is looked for is like. */
  likePaths: string[];
  sort: SortOrder;
  offset: number;
  limit: number;
  /** Those below the line, too. */
  isWithLessLikely: boolean;
}

/** The API answers a page at a time. */
const pageSize = 1000;

/** What is found, however many pages that takes: all of one order, whatever comes into the library meanwhile. */
export async function findPhotos(client: ShoeboxClient, sought: Sought): Promise<SearchAnswer> {
  const { isWithLessLikely, limit, offset, ...query } = sought;
  const ask = (from: number, most: number, snapshot: string) =>
    client.search.text({
      ...query,
      offset: from,
      limit: Math.min(pageSize, most),
      ...(snapshot !== "" && { snapshot }),
    });
  const answer = await ask(offset, limit, "");
  const results = [...answer.results];
  let size = results.length;
  while (size === pageSize && results.length < limit && (isWithLessLikely || results.at(-1)?.isLikely)) {
    const page = await ask(offset + results.length, limit - results.length, answer.snapshot);
    size = page.results.length;
    results.push(...page.results);
  }
  return { ...answer, results: isWithLessLikely ? results : results.filter(({ isLikely }) => isLikely) };
}
