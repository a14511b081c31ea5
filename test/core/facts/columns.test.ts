import * as fc from "fast-check";
import { expect, it } from "vitest";
import { type Catalog, openCatalog } from "../../../src/core/catalog/index.ts";
import { inCatalogTerms } from "../../../src/core/facts/ground.ts";
import type { PhotoFacts } from "../../../src/core/vectors/photo-facts.ts";
import type { QueryFilter } from "../../../src/core/vectors/query-filter.ts";
import { factsOf } from "../../helpers/facts-of.ts";
import { photosFacts } from "../../helpers/photo-facts.ts";
import { putPhotos } from "../../helpers/photos-in-catalog.ts";
import { queryFilters } from "../../helpers/query-filters.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const around = { offlineAssetIds: () => [1, 5, 9, 13], copyAssetIds: () => [2, 3, 5, 700] };

const oneLibrary = (seed: number) =>
  fc.sample(photosFacts({ minLength: 30, maxLength: 40 }), { numRuns: 1, seed })[0] ?? [];

/** What SQL says, which the tests of the catalog hold to be right. */
const bySql = (catalog: Catalog, filter: QueryFilter) =>
  catalog.photoFilter.assetIdsOf(inCatalogTerms(filter, around));

it("means by any filter the photos that the catalog means by it", async () => {
  let [some, all] = [0, 0];
  for (const seed of [1, 2, 3]) {
    const catalog = openCatalog(await temporaryDirectory());
    putPhotos(catalog, oneLibrary(seed));
    const facts = factsOf(catalog, around);
    await fc.assert(
      fc.asyncProperty(queryFilters, async (filter) => {
        const expected = bySql(catalog, filter);
        const selected = await facts.select(filter);
        expect([...selected.ids()]).toEqual(expected);
        expect(selected.size).toBe(expected.length);
        for (let assetId = 0; assetId < 60; assetId++) {
          expect(selected.has(assetId)).toBe(expected.includes(assetId));
        }
        all += 1;
        if (expected.length > 0 && expected.length < 25) some += 1;
      }),
      { numRuns: 300 },
    );
    catalog.close();
  }
  expect(some / all).toBeGreaterThan(0.4);
}, 120_000);

/** Changes as the app makes them, each by the part of the catalog that makes it. */
const changes: Record<string, (catalog: Catalog, photo: PhotoFacts, other: PhotoFacts) => void> = {
  "a file is gone or back": (catalog, photo) => {
    const assetId = idOf(catalog, photo);
    const [fileId] = fileIdsOf(catalog, photo);
    if (fileId === undefined || assetId === undefined) return;
    catalog.files.setPresent(fileId, catalog.files.present(assetId).length === 0);
    catalog.assets.touch(assetId, catalog.nextRevision());
  },
  "what a file says is read anew": (catalog, photo, other) => {
    const assetId = idOf(catalog, photo);
    if (assetId === undefined) return;
    const { rating, title, description, keywords, isFavorite, takenAt, location, people } = other;
    catalog.assets.setFacts(assetId, {
      takenAt,
      takenAtSource: null,
      takenAtMinutes: 0,
      camera: { make: "Other", model: "Box" },
      latitude: location?.latitude ?? null,
      longitude: location?.longitude ?? null,
      texts: {
        rating,
        title,
        description,
        keywords,
        isFavorite,
        isRejected: false,
        people: people.map((name) => ({ name, region: null })),
        oddities: [],
      },
    });
  },
  "its place is named": (catalog, photo, other) => {
    const assetId = idOf(catalog, photo);
    if (assetId !== undefined) catalog.placeNames.put(assetId, other.places);
  },
  "a machine says what can be seen": (catalog, photo, other) => {
    const assetId = idOf(catalog, photo);
    if (assetId === undefined) return;
    const model = { modelId: "model", modelName: "Model", revision: "1", writtenAt: 0 };
    catalog.captions.put(assetId, { text: other.caption, confidence: null, ...model }, "model@1");
  },
  "a person says it, or does not want what is said": (catalog, photo, other) => {
    const assetId = idOf(catalog, photo);
    if (assetId === undefined) return;
    const actions = catalog.captionActions;
    const actionId = actions.begin("edited");
    const isOther = other.isFavorite
      ? actions.edit(actionId, assetId, other.caption)
      : actions.reject(actionId, [assetId]) > 0;
    if (isOther) actions.carryOut(actionId);
    else actions.drop(actionId);
  },
  "a collection comes, goes or takes photos in": (catalog, photo, other) => {
    const assetIds = [idOf(catalog, photo), idOf(catalog, other)].filter((id) => id !== undefined);
    const actions = catalog.collectionActions;
    const actionId = actions.begin("created", "for a test");
    const [known] = catalog.collections.list().filter(({ collectionId }) => collectionId > 4);
    if (known) {
      const before = { ...known, nameKey: known.name.toLowerCase() };
      actions.takeAll(actionId, known.collectionId);
      actions.change(actionId, { collectionId: known.collectionId, before, after: null });
    } else {
      const collectionId = Math.max(5, actions.newCollectionId());
      const after = { name: "Bests", nameKey: `key ${collectionId}`, createdAt: 0, isOwnInQdrant: false };
      actions.change(actionId, { collectionId, before: null, after });
      actions.bring(actionId, collectionId, assetIds);
    }
    actions.carryOut(actionId);
  },
  "a copy gave it what it knew": (catalog, photo, other) => {
    const sha256 = Buffer.from(photo.sha256, "hex");
    const donor = Buffer.from(other.sha256, "hex");
    const move = { fileId: 1, path: "/x", rootPath: "/", sha256: donor, sizeBytes: 1, modifiedAt: 0 };
    const { batchId, moveIds } = catalog.moves.plan([move]);
    catalog.ownValues.plan(batchId, [{ sha256, donor, field: "rating", value: 5 }]);
    catalog.moves.setState(moveIds[0] as number, "moved");
    catalog.ownValues.settle(batchId);
  },
  "its folder is a part of another disk": (catalog) => {
    const root = catalog.roots.list().at(-1);
    if (root) catalog.roots.setPath(root.rootId, `${root.path} moved ${catalog.nextRevision()}`);
  },
  "a program wrote it": (catalog, photo) => {
    const assetId = idOf(catalog, photo);
    if (assetId === undefined) return;
    const packed = new Uint8Array(4);
    catalog.signatures.put({ assetId, version: 1, packed, jpegQuality: null, software: "GIMP 2.10" });
  },
  "a camera's RAW file belongs to it": (catalog, photo, other) => {
    const [lead] = fileIdsOf(catalog, photo);
    const [part] = fileIdsOf(catalog, other);
    if (lead !== undefined && part !== undefined && lead !== part) catalog.files.setPart(part, lead, "raw");
  },
  "its content is gone for good": (catalog, photo) => {
    for (const fileId of fileIdsOf(catalog, photo)) catalog.files.remove(fileId);
    catalog.forgetting.removeOrphans();
  },
  "a photo comes in": (catalog, photo, other) => {
    const sha256 = `${photo.sha256.slice(0, 60)}${other.sha256.slice(0, 4)}`;
    const files = photo.files.map((file) => ({ ...file, path: `${file.folder}/${sha256.slice(-6)}.jpg` }));
    putInside(catalog, { ...photo, sha256, files: files.slice(0, 1) });
  },
};

function idOf(catalog: Catalog, { sha256 }: PhotoFacts): number | undefined {
  return catalog.assets.idOf(Buffer.from(sha256, "hex"));
}

function fileIdsOf(catalog: Catalog, photo: PhotoFacts): number[] {
  const assetId = idOf(catalog, photo);
  return assetId === undefined ? [] : catalog.files.holdersOf(assetId, 0).map(({ fileId }) => fileId);
}

/** By the catalog's own connection. */
function putInside(catalog: Catalog, facts: PhotoFacts): void {
  putPhotos(catalog, [{ ...facts, collections: [], places: [], caption: null }]);
}

it("follows whatever changes, by whomever", async () => {
  const kinds = Object.keys(changes);
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: 1000 }),
      fc.array(fc.tuple(fc.constantFrom(...kinds), fc.nat({ max: 29 }), fc.nat({ max: 29 })), {
        minLength: 3,
        maxLength: 12,
      }),
      fc.array(queryFilters, { minLength: 20, maxLength: 20 }),
      async (seed, steps, filters) => {
        const catalog = openCatalog(await temporaryDirectory());
        const photos = oneLibrary(seed);
        putPhotos(catalog, photos);
        const facts = factsOf(catalog, around);
        await facts.ready();
        for (const [kind, one, two] of steps) {
          const work = () => changes[kind]?.(catalog, photos[one] as PhotoFacts, photos[two] as PhotoFacts);
          if (kind === "a photo comes in") work();
          else catalog.transaction(work);
          for (const filter of [{ kind: "all", of: [] } as const, ...filters]) {
            const found = [...(await facts.select(filter)).ids()];
            expect(found, `${kind}: ${JSON.stringify(filter)}`).toEqual(bySql(catalog, filter));
          }
        }
        catalog.close();
      },
    ),
    { numRuns: 25 },
  );
}, 180_000);
