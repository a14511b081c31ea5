import type { SearchAnswer, ShoeboxClient, SortOrder } from "../contract/index.ts";

export interface Sought {
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
  const most = Math.min(limit, (isWithLessLikely ? answer.ranked : answer.total) - offset);
  while (results.length < most) {
    const page = await ask(offset + results.length, most - results.length, answer.snapshot);
    if (page.results.length === 0) break;
    results.push(...page.results);
  }
  return { ...answer, results: isWithLessLikely ? results : results.filter(({ isLikely }) => isLikely) };
}

/** The same as ids alone, and what else there is to say. Photos that only another library has are none of it. */
export async function findAssetIds(
  client: ShoeboxClient,
  { limit, offset, isWithLessLikely, ...query }: Sought,
): Promise<{ answer: SearchAnswer; assetIds: number[] }> {
  const answer = await client.search.text({ ...query, offset: 0, limit: 1 });
  const { snapshot } = answer;
  const found = await client.search.assetIds({
    ...query,
    isWithLessLikely,
    ...(snapshot !== "" && { snapshot }),
  });
  return { answer, assetIds: found.assetIds.slice(offset, offset + limit) };
}
