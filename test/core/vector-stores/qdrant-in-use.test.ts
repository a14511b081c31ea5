import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { findAll, idsOf, indexedLibrary, turnToQdrant } from "../../helpers/qdrant-library.ts";
import { describeOnQdrant } from "../../helpers/real-qdrant.ts";

describeOnQdrant("a library whose photos are looked up in Qdrant", ({ url, freshCollection }) => {
  const use = (core: Core, collection: string) => turnToQdrant(core, { url, collection });

  it("finds there what it found in its own index, in the same order", async () => {
    const { core } = await indexedLibrary(40);
    const before = await findAll(core);
    expect(before.answeredBy).toMatchObject({ store: "embedded", isFallback: false });
    const status = await use(core, freshCollection());
    expect(status).toMatchObject({
      inUse: "qdrant",
      wanted: null,
      qdrant: { state: "connected", points: 40 },
    });
    const after = await findAll(core);
    expect(after.answeredBy).toEqual({
      store: "qdrant",
      isFallback: false,
      message: null,
      photosWaiting: 0,
    });
    expect(after.total).toBe(before.total);
    expect(idsOf(after)).toEqual(idsOf(before));
  });

  it("tells the server of photos that come and go", async () => {
    const { core, folder } = await indexedLibrary(10);
    await use(core, freshCollection());
    await put(join(folder, "new.jpg"), await jpeg(900));
    await index(core, folder);
    await core.sendAll();
    expect((await core.client.vectors.status()).qdrant).toMatchObject({ points: 11, waiting: 0 });
    expect((await findAll(core)).results).toHaveLength(11);
    await rm(join(folder, "new.jpg"));
    await index(core, folder);
    await core.sendAll();
    expect((await core.client.vectors.status()).qdrant).toMatchObject({ points: 10, waiting: 0 });
    expect((await findAll(core)).results).toHaveLength(10);
  });

  it("goes back to its own index, which has caught up with what came meanwhile", async () => {
    const { core, folder } = await indexedLibrary(10);
    await use(core, freshCollection());
    await put(join(folder, "new.jpg"), await jpeg(901));
    await index(core, folder);
    await core.client.vectors.use({ store: "embedded" });
    await core.vectorsSwitched();
    expect(await core.client.vectors.status()).toMatchObject({ inUse: "embedded", wanted: null });
    const answer = await findAll(core);
    expect([answer.results.length, answer.answeredBy?.store]).toEqual([11, "embedded"]);
  });

  it("is there again after a restart", async () => {
    const { core, libraryDirectory } = await indexedLibrary(12);
    await use(core, freshCollection());
    const before = idsOf(await findAll(core));
    await core.close();
    const again = await openCore({ libraryDirectory });
    const answer = await findAll(again);
    expect(answer.answeredBy?.store).toBe("qdrant");
    expect(idsOf(answer)).toEqual(before);
  });
});
