import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EmbeddedVectorStore } from "../../../src/core/vectors/embedded-store.ts";
import { clusteredVectors } from "../../helpers/vectors.ts";
import { describeVectorStore } from "./conformance.ts";

describeVectorStore("the embedded store", () => {
  const directory = mkdtempSync(join(tmpdir(), "shoebox-vectors-"));
  const open = async (dimensions: number) => new EmbeddedVectorStore(join(directory, "index"), dimensions);
  return { open, reopen: open, remove: async () => rmSync(directory, { recursive: true }) };
});

describe("the embedded store's file", () => {
  let directory: string;
  let path: string;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "shoebox-vectors-"));
    path = join(directory, "index");
    const store = new EmbeddedVectorStore(path, 16);
    const vectors = clusteredVectors({ count: 300, dimensions: 16, clusters: 5, spread: 0.5, seed: 1 });
    await store.upsert(vectors.map((vector, index) => ({ assetId: index + 1, vector })));
    await store.save("mark");
    await store.close();
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  async function expectUnusable(dimensions = 16) {
    const store = new EmbeddedVectorStore(path, dimensions);
    expect(store.savedMark()).toBeUndefined();
    expect(await store.count()).toBe(0);
    await store.close();
  }

  it("is not trusted when it was cut short", async () => {
    truncateSync(path, 1000);
    await expectUnusable();
  });

  it("is not trusted when it is something else", async () => {
    writeFileSync(path, "no index at all");
    await expectUnusable();
  });

  it("is not trusted without its sidecar", async () => {
    rmSync(`${path}.json`);
    await expectUnusable();
  });

  it("is not trusted when it is missing", async () => {
    rmSync(path);
    await expectUnusable();
  });

  it("is not trusted when it has other dimensions", async () => {
    await expectUnusable(32);
  });
});
