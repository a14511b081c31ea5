import { expect, test } from "vitest";
import { findPhotos } from "../../src/cli/find-photos.ts";
import type { SearchAnswer, ShoeboxClient } from "../../src/contract/index.ts";

test("every photo comes once, though some are gone between one page and the next", async () => {
  const ranked = 2500;
  const isGone = (rank: number) => rank % 300 === 0;
  const asked: number[] = [];
  const text = async ({ offset, limit }: { offset: number; limit: number }) => {
    asked.push(offset);
    const ranks = Array.from({ length: Math.min(limit, ranked - offset) }, (_, at) => offset + at + 1);
    const results = ranks.filter((rank) => !isGone(rank)).map((rank) => ({ rank, isLikely: true }));
    return { total: ranked, ranked, snapshot: "of this order", results } as SearchAnswer;
  };
  const client = { search: { text } } as unknown as ShoeboxClient;
  const { results } = await findPhotos(client, {
    query: "dog",
    likePaths: [],
    sort: "relevance",
    offset: 0,
    limit: ranked,
    isWithLessLikely: false,
  });
  const found = results.map(({ rank }) => rank);
  expect(found).toEqual(Array.from({ length: ranked }, (_, at) => at + 1).filter((rank) => !isGone(rank)));
  expect(asked).toHaveLength(4);
});
