import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Stats, VectorsStatus } from "../../src/contract/index.ts";
import { PageApi } from "./support/api.ts";
import { expect, test } from "./support/fixtures.ts";

const url = process.env.SHOEBOX_QDRANT_TEST_URL?.replace(/\/+$/, "");
const name = "a server's key lies in the system's keychain, also for the next start";

if (url === undefined) {
  test(`NOT TESTED, for want of a Qdrant server: ${name}`, () => {
    console.warn(`NOT TESTED: SHOEBOX_QDRANT_TEST_URL names no Qdrant server: ${name}`);
  });
} else {
  test(name, async ({ launch, photos, directory }) => {
    // A server without keys takes any.
    const apiKey = process.env.SHOEBOX_QDRANT_TEST_API_KEY ?? "a key that nobody may see";
    const collection = `shoebox-shell-${randomUUID().slice(0, 8)}`;
    const statusOf = (api: PageApi) => api.call<VectorsStatus>("vectors.status");
    try {
      const first = await launch({ directories: [photos] });
      const api = await PageApi.connect(first);
      await expect.poll(async () => (await api.call<Stats>("library.stats")).vectors).toBe(6);
      await api.call("vectors.use", { store: "qdrant", url, apiKey, collection });
      await expect.poll(async () => (await statusOf(api)).inUse).toBe("qdrant");
      expect((await statusOf(api)).qdrant?.keyKeptIn).toBe("keychain");
      const kept = await readFile(join(directory, "library", "qdrant.key"), "utf8");
      expect(Object.keys(JSON.parse(kept)).sort()).toEqual(["sealed", "url"]);
      expect(kept).not.toContain(apiKey);
      await first.dispose();

      const second = await launch();
      const again = await PageApi.connect(second);
      await expect.poll(async () => (await statusOf(again)).qdrant?.state).toBe("connected");
      expect((await statusOf(again)).qdrant).toMatchObject({ keyKeptIn: "keychain", points: 6 });
    } finally {
      await fetch(`${url}/collections/${collection}`, { method: "DELETE", headers: { "api-key": apiKey } });
    }
  });
}
