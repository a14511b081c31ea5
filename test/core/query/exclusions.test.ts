import { expect, test } from "vitest";
import { planOf, readQuery } from "../../../src/core/query/index.ts";
import { context } from "./played-vocabulary.ts";

test.for<[query: string, description: string, excluded: string[]]>([
  ["beach -people", "beach", ["people"]],
  ["-snow", "", ["snow"]],
  ["pictures without people", "", ["people"]],
  ["photos of dogs without leash", "photos of dogs", ["leash"]],
  ["−snow –rain", "", ["snow", "rain"]],
  ["beach without people", "beach", ["people"]],
  ["beach without any people", "beach", ["people"]],
  ["without people", "", ["people"]],
  ["beach without people or cars at sunset", "beach at sunset", ["people", "cars"]],
  ["beach without people and cars", "beach", ["people", "cars"]],
  ["beach with no people", "beach", ["people"]],
  ["beach but no people", "beach", ["people"]],
  ["Beach, no people, no dogs", "Beach,", ["people", "dogs"]],
  ["garden except for the dog", "garden", ["dog"]],
  ["street without red cars", "street", ["red cars"]],
  ["street without red cars in the rain", "street in the rain", ["red cars"]],
  ["man without a shirt playing tennis", "man playing tennis", ["shirt"]],
  ["man with no shirt and a hat", "man and a hat", ["shirt"]],
  ["not a dog", "", ["dog"]],
  ["strand ohne menschen", "strand", ["menschen"]],
  ["Wald ohne Schnee und Eis", "Wald", ["Schnee", "Eis"]],
  ["keine Autos", "", ["Autos"]],
  ["plage sans personnes", "plage", ["personnes"]],
  ['-looks:"red boat" lake', "lake", ["red boat"]],
  // What is written on signs, and other meanings of the words.
  ["no parking sign", "no parking sign", []],
  ["no smoking", "no smoking", []],
  ["no entry sign", "no entry sign", []],
  ["no one at home", "no one at home", []],
  ["no 5", "no 5", []],
  ["a man who does not wear a hat", "a man who does not wear a hat", []],
  ["stars that are not seen", "stars that are not seen", []],
  ["not yet", "not yet", []],
  ["without", "without", []],
  ["t-shirt black-and-white", "t-shirt black-and-white", []],
  ["a - b", "a - b", []],
  ["trailing -", "trailing -", []],
  ["--all", "--all", []],
  ['looks:"without people"', "without people", []],
])("%s", ([query, description, excluded]) => {
  expect(planOf(query, context)).toMatchObject({ description, excluded });
});

test("what is excluded in words can be typed as what excludes it, or taken as words", () => {
  const { terms } = readQuery("beach without red cars or people", context);
  expect(terms).toMatchObject([
    { kind: "words", isExcluded: false, asFilter: null },
    {
      isExcluded: true,
      label: "red cars",
      asFilter: '-looks:"red cars"',
      asWords: 'looks:"without red cars"',
    },
    { kind: "operator", label: "or" },
    { isExcluded: true, label: "people", asFilter: "-people" },
  ]);
  expect(planOf('beach -looks:"red cars" -people', context)).toMatchObject({
    description: "beach",
    excluded: ["red cars", "people"],
  });
});

test("a date can be excluded in words too", () => {
  expect(planOf("boats not 2019", context)).toMatchObject({
    description: "boats",
    filter: { kind: "not", of: { kind: "takenAt", from: "2019", before: "2020" } },
  });
  expect(planOf("boats -2019", context).filter).toEqual(planOf("boats -date:2019", context).filter);
  expect(planOf("boats -march", context).excluded).toEqual(["march"]);
  expect(readQuery("boats not 2019", context).terms[1]).toMatchObject({
    isExcluded: true,
    asFilter: "-date:2019",
  });
});
