import type { FilterKind } from "./filter-kind.ts";

/** A description that is taken as it is: no date in it is a date, and nothing in it is excluded. */
export const looks: FilterKind = {
  name: "looks",
  aliases: ["shows"],
  purpose: "a description, word for word",
  expected: 'a description such as "christmas 2018"',
  isOfferedForWords: false,
  read(value) {
    const description = value.trim();
    return { kind: "understood", canonical: description, label: description, description };
  },
  offer: () => [],
};
