import type { FilterKind } from "./filter-kind.ts";

/** The name of a file, or a part of it; with * and ? the whole of it. */
export const fileName: FilterKind = {
  name: "name",
  aliases: ["filename"],
  purpose: "name of the file",
  expected: "a file's name such as IMG_12*, or a part of it",
  isOfferedForWords: false,
  read(value) {
    const name = value.trim();
    return {
      kind: "understood",
      canonical: name,
      label: `named ${name}`,
      filter: { kind: "named", pattern: /[*?]/.test(name) ? name : `*${name}*` },
    };
  },
  offer: () => [],
};
