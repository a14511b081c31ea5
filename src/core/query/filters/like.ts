import { type FilterKind, misunderstood } from "./filter-kind.ts";

/** A photo of the library by its number, or a picture that was given. */
export const like: FilterKind = {
  name: "like",
  aliases: ["similar"],
  purpose: "photos that look like another",
  expected: "the number of a photo such as #12",
  isOfferedForWords: false,
  read(value, { vocabulary }) {
    const typed = value.trim().toLowerCase();
    const [, digits] = /^#?(\d+)$/.exec(typed) ?? [];
    if (digits !== undefined) {
      const assetId = Number(digits);
      const name = Number.isSafeInteger(assetId) && assetId > 0 ? vocabulary.nameOf(assetId) : undefined;
      if (name === undefined)
        return misunderstood(`There is no photo ${digits}.`, {
          expected: "the number of a photo that is in the library",
        });
      const example = { kind: "asset", assetId } as const;
      return { kind: "understood", canonical: `#${assetId}`, label: `like ${name}`, example };
    }
    const [, givenId] = /^@([0-9a-f]{12})$/.exec(typed) ?? [];
    if (givenId === undefined) return misunderstood(`“${value}” is no photo.`);
    const name = vocabulary.givenNameOf(givenId);
    if (name === undefined)
      return misunderstood("This picture is not kept any more.", {
        expected: "the picture itself, dropped or pasted again",
      });
    const example = { kind: "given", givenId } as const;
    return { kind: "understood", canonical: `@${givenId}`, label: `like ${name}`, example };
  },
  offer: () => [],
};
