import { join } from "node:path";
import { QdrantClient } from "@qdrant/js-client-rest";
import { expect, it } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { pointIdOf } from "../../../src/core/vectors/qdrant/point-id.ts";
import { index, openCore } from "../../helpers/core.ts";
import { answering, startFaultProxy, swallowed } from "../../helpers/fault-proxy.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { findAll, idsOf, indexedLibrary, turnToQdrant } from "../../helpers/qdrant-library.ts";
import { describeOnQdrant } from "../../helpers/real-qdrant.ts";
import { until } from "../../helpers/until.ts";

const qdrantOf = async (core: Core) => (await core.client.vectors.status()).qdrant;

describeOnQdrant("a Qdrant server that goes away", ({ url, apiKey, freshCollection }) => {
  async function behindProxy(count: number) {
    const proxy = await startFaultProxy(url);
    const library = await indexedLibrary(count);
    const collection = freshCollection();
    await turnToQdrant(library.core, { url: proxy.address, collection, apiKey });
    return { ...library, proxy, collection };
  }

  const direct = () => new QdrantClient({ url, ...(apiKey && { apiKey }), checkCompatibility: false });

  const pointsIn = async (collection: string) => (await direct().count(collection, { exact: true })).count;

  it("leaves searches their answers, and says who gave them", async () => {
    const { core, proxy } = await behindProxy(20);
    const before = idsOf(await findAll(core));
    await proxy.goAway();
    const answer = await findAll(core);
    expect(answer.answeredBy).toMatchObject({ store: "qdrant", isFallback: true });
    expect(answer.answeredBy?.message).toContain(new URL(proxy.address).host);
    expect(idsOf(answer)).toEqual(before);
    // A few calls have to find nobody, and the count of that search may still be trying.
    await expect
      .poll(() => core.client.vectors.status(), { timeout: 30_000 })
      .toMatchObject({
        isFallback: true,
        qdrant: { state: "away", trouble: { code: "VECTOR_STORE_UNREACHABLE" } },
      });
  });

  it("and that never answers keeps no search waiting", async () => {
    const { core, proxy } = await behindProxy(8);
    proxy.always = swallowed;
    const answer = await findAll(core);
    expect(answer.answeredBy).toMatchObject({
      isFallback: true,
      message: expect.stringContaining("2 seconds"),
    });
    expect(answer.results).toHaveLength(8);
    proxy.always = undefined;
  });

  it("is told of what came meanwhile as soon as it is back, by itself", async () => {
    const { core, folder, proxy, collection } = await behindProxy(6);
    await proxy.goAway();
    for (const look of [950, 951, 952]) await put(join(folder, `${look}.jpg`), await jpeg(look));
    const job = await index(core, folder);
    expect(job.ledger).toMatchObject({ found: 9, indexed: 3, failed: 0 });
    await until(async () => (await qdrantOf(core))?.waiting === 3);
    expect((await findAll(core)).results).toHaveLength(9);
    await proxy.comeBack();
    await until(async () => (await qdrantOf(core))?.waiting === 0);
    expect(await pointsIn(collection)).toBe(9);
    expect((await findAll(core)).answeredBy).toMatchObject({ isFallback: false, photosWaiting: 0 });
  });

  it("keeps nothing of what it was sent, and gets it all again once it is there again", async () => {
    const { core, libraryDirectory, proxy, collection } = await behindProxy(30);
    await core.close();
    await direct().deleteCollection(collection);
    const again = await openCore({ libraryDirectory });
    await again.sendAll();
    expect(await pointsIn(collection)).toBe(30);
    expect((await findAll(again)).answeredBy).toMatchObject({ isFallback: false });
    expect(proxy.requests.length).toBeGreaterThan(0);
  });

  it("lost some of it: what is missing is found by a count on connecting, and sent again", async () => {
    const { core, libraryDirectory, collection } = await behindProxy(30);
    await core.close();
    const { points } = await direct().scroll(collection, { limit: 7 });
    await direct().delete(collection, { wait: true, points: points.map(({ id }) => id) });
    const again = await openCore({ libraryDirectory });
    await again.sendAll();
    expect(await pointsIn(collection)).toBe(30);
  });

  it("was restored from an older snapshot: all of it is brought up to date", async () => {
    const { core, folder, libraryDirectory, collection } = await behindProxy(10);
    const older = await direct().scroll(collection, { limit: 100, with_payload: true, with_vector: true });
    const { catalog } = core.context.services;
    const assetId = idsOf(await findAll(core))[0] as number;
    const sha256 = catalog.photos.get(assetId)?.sha256.toString("hex");
    const { collectionId } = (await core.client.collections.create({ name: "Best of", assetIds: [assetId] }))
      .collection;
    await core.sendAll();
    await core.close();
    // The same number of photos, each of them as it was before.
    for (const { id, payload, vector } of older.points) {
      await direct().upsert(collection, {
        wait: true,
        points: [{ id, payload, vector: vector as object }],
      } as never);
    }
    const again = await openCore({ libraryDirectory });
    await again.sendAll();
    const answer = await again.client.search.text({ query: "a red boat", collectionId });
    expect(idsOf(answer)).toEqual([assetId]);
    const { points } = await direct().scroll(collection, {
      limit: 100,
      filter: { must: [{ key: "collections", match: { value: "Best of" } }] },
    });
    expect(points.map(({ payload }) => payload?.sha256)).toEqual([sha256]);
    expect(folder).not.toBe("");
  });

  it("has photos of this library that it does not know: they are taken out", async () => {
    const { core, libraryDirectory, collection } = await behindProxy(5);
    await core.close();
    const { points } = await direct().scroll(collection, { limit: 1, with_payload: true, with_vector: true });
    const [first] = points;
    const sha256 = "0".repeat(64);
    const stray = {
      id: pointIdOf(sha256),
      vector: first?.vector as object,
      payload: { ...first?.payload, sha256 },
    };
    await direct().upsert(collection, { wait: true, points: [stray] } as never);
    expect(await pointsIn(collection)).toBe(6);
    const again = await openCore({ libraryDirectory });
    await again.sendAll();
    expect(await pointsIn(collection)).toBe(5);
  });

  it.each([429, 500, 503])(
    "answers %i now and then: nothing is lost, nothing is there twice",
    async (status) => {
      const proxy = await startFaultProxy(url);
      const { core } = await indexedLibrary(40);
      const collection = freshCollection();
      let asked = 0;
      proxy.always = (exchange) => {
        asked += 1;
        if (asked % 3 === 0) return answering(status)(exchange);
        return exchange.forward().then((answer) => exchange.answer(answer));
      };
      await core.client.vectors.use({ store: "qdrant", url: proxy.address, collection });
      await until(async () => {
        await core.vectorsSwitched();
        return (await core.client.vectors.status()).inUse === "qdrant";
      });
      expect(await pointsIn(collection)).toBe(40);
      expect(asked).toBeGreaterThan(3);
      proxy.always = undefined;
      expect(await core.client.vectors.verify({})).toMatchObject({ missing: 0, unknown: 0, differing: 0 });
    },
  );
});
