import * as fc from "fast-check";
import { expect, it } from "vitest";
import { type Catalog, openCatalog } from "../../../src/core/catalog/index.ts";
import type { PhotoFacts } from "../../../src/core/vectors/photo-facts.ts";
import type { PhotoFilter } from "../../../src/core/vectors/photo-filter.ts";
import { matchesFilter } from "../../helpers/matches-filter.ts";
import { photoFacts, photoFilters, photosFacts } from "../../helpers/photo-facts.ts";
import { type OwnFacts, putPhotos } from "../../helpers/photos-in-catalog.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const ownFields = ["takenAt", "rating", "title", "description", "keywords", "location"] as const;

/** What copies gave some of the photos. */
const ownFacts: fc.Arbitrary<OwnFacts> = fc
  .tuple(photoFacts, fc.subarray([...ownFields]))
  .map(([facts, fields]) => Object.fromEntries(fields.map((field) => [field, facts[field]])));

interface Known {
  assetId: number;
  facts: PhotoFacts;
}

/** What the catalog itself says of its photos; those of which nothing is there are none. */
function knownIn(catalog: Catalog, sha256s: readonly string[]): Known[] {
  return sha256s.flatMap((sha256) => {
    const bytes = Buffer.from(sha256, "hex");
    const facts = catalog.photoFacts.of(bytes);
    return facts ? [{ assetId: catalog.assets.idOf(bytes) as number, facts }] : [];
  });
}

function meant(known: readonly Known[], filter: PhotoFilter): number[] {
  return known
    .filter(({ facts }) => matchesFilter(facts, filter))
    .map(({ assetId }) => assetId)
    .sort((left, right) => left - right);
}

it("gives the photos that a filter means, by whatever is known of them, whoever said it", async () => {
  const libraries = fc.sample(
    fc.tuple(
      photosFacts({ minLength: 30, maxLength: 40 }),
      fc.array(ownFacts, { minLength: 12, maxLength: 12 }),
    ),
    { numRuns: 8, seed: 10 },
  );
  let [some, all] = [0, 0];
  for (const [photos, own] of libraries) {
    const catalog = openCatalog(await temporaryDirectory());
    const sha256s = photos.map(({ sha256 }) => sha256);
    putPhotos(catalog, photos, new Map(own.map((values, index) => [sha256s[index * 2] ?? "", values])));
    const known = knownIn(catalog, sha256s);
    fc.assert(
      fc.property(photoFilters, (filter) => {
        const expected = meant(known, filter);
        expect(catalog.photoFilter.assetIdsOf(filter)).toEqual(expected);
        expect(catalog.photoFilter.countOf(filter)).toBe(expected.length);
        all += 1;
        if (expected.length > 0 && expected.length < known.length) some += 1;
      }),
      { numRuns: 250 },
    );
    catalog.close();
  }
  // A law that is held by filters that mean nothing says little.
  expect(some / all).toBeGreaterThan(0.5);
}, 60_000);

it("takes a filter of thousands of parts, and one that is nested deep", async () => {
  const catalog = openCatalog(await temporaryDirectory());
  const photos = fc.sample(photosFacts({ minLength: 20, maxLength: 20 }), { numRuns: 1, seed: 3 })[0] ?? [];
  putPhotos(catalog, photos);
  const known = knownIn(
    catalog,
    photos.map(({ sha256 }) => sha256),
  );
  const wide: PhotoFilter = {
    kind: "any",
    of: Array.from({ length: 2000 }, (_, index) => ({ kind: "range", field: "rating", from: index + 3 })),
  };
  expect(catalog.photoFilter.assetIdsOf(wide)).toEqual(meant(known, wide));
  let deep: PhotoFilter = { kind: "isFavorite" };
  for (let depth = 0; depth < 150; depth++) deep = { kind: "not", of: { kind: "all", of: [deep] } };
  expect(catalog.photoFilter.assetIdsOf(deep)).toEqual(meant(known, deep));
  catalog.close();
});

it("finds a file whose name or folder is not UTF-8 by what is shown of it", async () => {
  const catalog = openCatalog(await temporaryDirectory());
  const [photo] = fc.sample(photoFacts, { numRuns: 1, seed: 1 }) as [PhotoFacts];
  const folder = "/photos/caf\udce9";
  putPhotos(catalog, [{ ...photo, files: [{ path: `${folder}/\udcff.jpg`, folder, isPresent: true }] }]);
  const [known] = knownIn(catalog, [photo.sha256]) as [Known];
  const [file] = known.facts.files as [PhotoFacts["files"][number]];
  expect(file.path).toBe("/photos/caf\\xe9/\\xff.jpg");
  const found = (filter: PhotoFilter) => catalog.photoFilter.assetIdsOf(filter);
  expect(found({ kind: "is", field: "path", values: [file.path] })).toEqual([known.assetId]);
  expect(found({ kind: "is", field: "folder", values: ["/photos/caf\\xe9"] })).toEqual([known.assetId]);
  expect(found({ kind: "is", field: "folder", values: ["/photos"] })).toEqual([known.assetId]);
  catalog.close();
});
