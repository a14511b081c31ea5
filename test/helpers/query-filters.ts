import * as fc from "fast-check";
import { wordSignals } from "../../src/contract/search.ts";
import type { QueryFilter } from "../../src/core/vectors/query-filter.ts";
import { photoFilters } from "./photo-facts.ts";

const patterns = [
  "*",
  "one.*",
  "ONE.jp?",
  "*_ME_*",
  "日本.???",
  "?wo.jpg",
  "*.jpg",
  "",
  "it's*",
  "*ö*",
  "*o*e*",
];
const phrases = [
  "a title",
  "A dog",
  "dog",
  "say cheese",
  "2019 rome",
  "one jpg",
  "日",
  "日本",
  "grace",
  "title one",
  "",
];

const ownFilter: fc.Arbitrary<QueryFilter> = fc.oneof(
  fc.constantFrom(...patterns).map((pattern) => ({ kind: "named" as const, pattern })),
  fc
    .record({
      phrase: fc.constantFrom(...phrases),
      signals: fc.option(fc.subarray([...wordSignals]), { nil: undefined }),
    })
    .map(({ phrase, signals }) => ({ kind: "says" as const, phrase, ...(signals && { signals }) })),
  fc.constantFrom<QueryFilter>({ kind: "isOffline" }, { kind: "isDuplicate" }, { kind: "isEdited" }),
);

/** Any filter, with leaves that only a catalog knows among the others. */
export const queryFilters: fc.Arbitrary<QueryFilter> = fc.letrec<{ filter: QueryFilter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 2 },
    { weight: 3, arbitrary: photoFilters },
    { weight: 3, arbitrary: ownFilter },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("not" as const), of: tie("filter") }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom("all" as const, "any" as const),
        of: fc.array(tie("filter"), { maxLength: 3 }),
      }),
    },
  ),
})).filter;
