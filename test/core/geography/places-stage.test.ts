import { expect, it, onTestFinished } from "vitest";
import { type Catalog, openCatalog } from "../../../src/core/catalog/index.ts";
import { placesStage } from "../../../src/core/geography/places-stage.ts";
import { wordsStage } from "../../../src/core/search/words-stage.ts";
import { QueuedStage } from "../../../src/core/stages/queued-stage.ts";
import type { Turn } from "../../../src/core/stages/stage.ts";
import { startPlacePool } from "../../../src/core/workers/place-pool.ts";
import { factsOf } from "../../helpers/facts-of.ts";
import { putPhotos } from "../../helpers/photos-in-catalog.ts";
import { plainFacts } from "../../helpers/plain-facts.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const turn: Turn = { isAwaited: false, signal: new AbortController().signal };
const rome = { latitude: 41.8894, longitude: 12.4703 };
const paris = { latitude: 48.8584, longitude: 2.2945 };

async function libraryOf(places: readonly (typeof rome | null)[]): Promise<Catalog> {
  const catalog = openCatalog(await temporaryDirectory());
  onTestFinished(() => catalog.close());
  putPhotos(
    catalog,
    places.map((location, index) => plainFacts(index, { location })),
  );
  return catalog;
}

async function openStage(catalog: Catalog) {
  const pool = startPlacePool();
  onTestFinished(() => pool.close());
  return QueuedStage.open(catalog, placesStage({ catalog, nameAll: pool.name }));
}

/** As a file that was read anew, and says so now. */
function moveTo(catalog: Catalog, assetId: number, place: typeof rome | null): void {
  catalog.transaction(() =>
    catalog.assets.setFacts(assetId, {
      takenAt: null,
      takenAtSource: null,
      takenAtMinutes: 0,
      camera: {},
      latitude: place?.latitude ?? null,
      longitude: place?.longitude ?? null,
    }),
  );
}

it("names where photos were taken, and finds them by that as a filter and as words", async () => {
  const catalog = await libraryOf([rome, paris, null]);
  const words = await QueuedStage.open(catalog, wordsStage(catalog));
  const stage = await openStage(catalog);
  while (await stage.work(turn));
  while (await words.work(turn));
  expect(stage.counts()).toEqual({ done: 2, left: 0, failed: 0, unwanted: 1 });
  expect(catalog.placeNames.of(1)).toEqual(["Rome", "Lazio", "Italy"]);
  const facts = factsOf(catalog);
  const photosIn = async (place: string) => [
    ...(await facts.select({ kind: "is", field: "place", values: [place] })).ids(),
  ];
  expect(await photosIn("Italy")).toEqual([1]);
  expect(await photosIn("Paris")).toEqual([2]);
  expect([...(await facts.select({ kind: "says", phrase: "lazio", signals: ["place"] })).ids()]).toEqual([1]);
  expect(facts.valuesOf("place").map(({ value }) => value)).toEqual(
    expect.arrayContaining(["Rome", "Italy", "Paris", "France"]),
  );
});

it("names a photo anew that turns out to have been taken elsewhere, also while its name is looked up", async () => {
  const catalog = await libraryOf([rome, paris, null]);
  const stage = await openStage(catalog);
  while (await stage.work(turn));
  moveTo(catalog, 1, paris);
  moveTo(catalog, 2, null);
  moveTo(catalog, 3, rome);
  const working = stage.work(turn);
  moveTo(catalog, 3, paris);
  await working;
  while (await stage.work(turn));
  expect(catalog.placeNames.of(1).at(-1)).toBe("France");
  expect(catalog.placeNames.of(2)).toEqual([]);
  expect(catalog.placeNames.of(3).at(-1)).toBe("France");
});
