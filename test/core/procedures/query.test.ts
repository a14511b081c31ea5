import { expect, test } from "vitest";
import { openCore } from "../../helpers/core.ts";

test("a query is read, completed and refused over the API", async () => {
  const { client } = await openCore();
  expect(await client.search.read({ query: "beach last year rating:>=4" })).toMatchObject({
    terms: [
      { kind: "words", label: "beach" },
      { kind: "date", offset: 6, length: 9 },
      { kind: "filter", name: "rating", label: "4 stars and more" },
    ],
    problems: [],
    canonical: "beach last year rating:>=4",
  });
  expect(await client.search.read({ query: "camera:pixel" })).toMatchObject({
    contradiction: "No photo has a camera like “pixel”.",
  });
  expect(await client.search.complete({ query: "beach is:f", cursor: 10 })).toEqual({
    completions: [
      { offset: 9, length: 1, text: "favourite", label: "favourite", hint: "favourites", count: null },
    ],
  });
  await expect(client.search.text({ query: "beach camra:pixel" })).rejects.toMatchObject({
    code: "QUERY_INVALID",
    message: "There is no filter “camra”.",
    data: { offset: 6, length: 6, suggestion: "camera:" },
  });
  await expect(client.search.read({ query: "a".repeat(1001) })).rejects.toMatchObject({
    code: "QUERY_INVALID",
  });
});
