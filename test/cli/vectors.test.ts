import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { QdrantClient } from "@qdrant/js-client-rest";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ended, shoebox, start } from "../helpers/command-line.ts";
import { jpeg, put } from "../helpers/pictures.ts";
import { describeOnQdrant } from "../helpers/real-qdrant.ts";

/** Where nobody listens: somebody did a moment ago. */
const nobody = await addressThatWas();

async function addressThatWas(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return `http://127.0.0.1:${port}`;
}

let scratch: string;
let library: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "shoebox-vectors-"));
  library = join(scratch, "library");
  const photos = join(scratch, "photos");
  for (let look = 0; look < 12; look++)
    await put(join(photos, `${look}.jpg`), await jpeg(look, { width: 120 + look, height: 80 }));
  await shoebox("index", photos, "--library", library);
}, 120_000);

afterAll(() => rm(scratch, { recursive: true, force: true }));

const vectors = (...args: string[]) => shoebox("vectors", ...args, "--library", library);

async function vectorsJson(...args: string[]) {
  const ended = await vectors(...args, "--json");
  expect(ended.stdout.trimEnd().split("\n")).toHaveLength(1);
  return { ...ended, document: JSON.parse(ended.stdout) };
}

const refused = ({ exitCode, stdout }: Ended) => ({ exitCode, ...JSON.parse(stdout).error });

describe("vectors", () => {
  test("alone says where photos are looked up, as `vectors status` does", async () => {
    const { stdout, exitCode } = await vectors();
    expect(stdout).toMatch(/^In use +the library's own index$/m);
    expect(stdout).toMatch(/^Vectors +12 of /m);
    expect(exitCode).toBe(0);
    expect((await vectors("status")).stdout).toBe(stdout);
    expect((await vectorsJson()).document).toMatchObject({ inUse: "embedded", wanted: null, qdrant: null });
  });

  test("verify compares the library's own index with the catalog", async () => {
    const { document, exitCode } = await vectorsJson("verify");
    expect(document).toMatchObject({ store: "embedded", photos: 12, stored: 12, missing: 0, compared: 12 });
    expect(exitCode).toBe(0);
    expect((await vectors("verify")).stdout).toContain("They are the same.");
  });

  test("drop has nothing to drop where there never was a server", async () => {
    expect(refused(await vectors("drop", "--yes", "--json"))).toMatchObject({
      exitCode: 1,
      code: "QUERY_INVALID",
    });
  });

  test.each([
    ["another store", ["use", "pinecone"], /qdrant or embedded/],
    ["no address", ["use", "qdrant"], /--url/],
    ["an address beside the library's own index", ["use", "embedded", "--url", nobody], /vectors use qdrant/],
    [
      "a key file that is not there",
      ["use", "qdrant", "--url", nobody, "--api-key-file", "/no/such"],
      /key file/,
    ],
  ])("takes %s for wrong usage", async (_, args, message) => {
    expect(refused(await vectors(...args, "--json"))).toMatchObject({
      exitCode: 2,
      code: "QUERY_INVALID",
      message: expect.stringMatching(message),
    });
  });

  test.each([
    ["nobody listens", nobody, "VECTOR_STORE_UNREACHABLE"],
    ["has another scheme", "ftp://localhost:6333", "QUERY_INVALID"],
    ["holds a key", "http://me:secret@localhost:6333", "QUERY_INVALID"],
    ["is no machine's", "http://shoebox.invalid:6333", "VECTOR_STORE_UNREACHABLE"],
  ])("says at once that an address where %s cannot be used, and begins nothing", async (_, url, code) => {
    const answer = refused(await vectors("use", "qdrant", "--url", url, "--json"));
    expect(answer).toMatchObject({ exitCode: 1, code });
    expect(answer.message).not.toContain("secret");
    expect((await vectorsJson()).document).toMatchObject({ inUse: "embedded", wanted: null, qdrant: null });
  });

  test("a collection's name with a slash is refused before anybody is asked", async () => {
    const ended = await vectors("use", "qdrant", "--url", nobody, "--collection", "a/b", "--json");
    expect(refused(ended)).toMatchObject({
      code: "QUERY_INVALID",
      message: expect.stringContaining("must not have /"),
    });
  });

  test("an address of the environment that nobody answers is said, and searching goes on", async () => {
    const env = { ...process.env, SHOEBOX_QDRANT_URL: nobody };
    const { stdout, stderr, exitCode } = await start(["search", "a boat", "--all", "--library", library], {
      env,
    }).ended;
    expect(exitCode).toBe(0);
    expect(stdout).toContain(".jpg");
    expect(stderr === "" || stderr.includes("SHOEBOX_QDRANT_URL")).toBe(true);
  });
});

describeOnQdrant("vectors use qdrant", ({ url, apiKey, freshCollection }) => {
  const client = new QdrantClient({ url, ...(apiKey && { apiKey }), checkCompatibility: false });

  test("what a command changes the server knows when the command has ended", async () => {
    const collection = freshCollection();
    const stored = async (name: string) => (await client.count(name, { exact: true })).count;
    const names = async () => (await client.getCollections()).collections.map(({ name }) => name);
    const run = (...args: string[]) => shoebox(...args, "--library", library);
    const keyFile = join(scratch, "key");
    await writeFile(keyFile, `${apiKey ?? "any key will do"}\n`, { mode: 0o600 });
    await vectors("use", "qdrant", "--url", url, "--collection", collection, "--api-key-file", keyFile);
    const folder = join(scratch, "photos");
    const created = await run("collections", "create", "All", "--folder", folder, "--as-qdrant-collection");
    expect(created.exitCode).toBe(0);
    const [own] = (await names()).filter((name) => name.startsWith(`${collection}.`));
    expect(await stored(own ?? "")).toBe(12);
    await run("collections", "delete", "All");
    expect(await names()).not.toContain(own);
    await run("forget", folder, "--yes");
    expect(await stored(collection)).toBe(0);
    await run("forget", folder, "--undo");
    expect(await stored(collection)).toBe(12);
    await vectors("use", "embedded");
    await vectors("drop", "--yes");
  });

  test("an address of the environment is in use once `index` has ended", async () => {
    const collection = freshCollection();
    const ofServer = { SHOEBOX_QDRANT_URL: url, SHOEBOX_QDRANT_COLLECTION: collection };
    const env = { ...process.env, ...ofServer, ...(apiKey && { SHOEBOX_QDRANT_API_KEY: apiKey }) };
    const photos = join(scratch, "photos");
    expect((await start(["index", photos, "--library", library], { env }).ended).exitCode).toBe(0);
    expect((await vectorsJson("status")).document).toMatchObject({ inUse: "qdrant", wanted: null });
    expect((await client.count(collection, { exact: true })).count).toBe(12);
    await vectors("use", "embedded");
    await start(["vectors", "drop", "--yes", "--library", library], {
      env: { ...env, SHOEBOX_QDRANT_URL: "" },
    }).ended;
  });

  test("fills the server, changes over, and back again", async () => {
    const collection = freshCollection();
    const keyFile = join(scratch, "key");
    await writeFile(keyFile, `${apiKey ?? "any key will do"}\n`, { mode: 0o600 });
    const use = ["use", "qdrant", "--url", url, "--collection", collection, "--api-key-file", keyFile];
    const used = await vectors(...use);
    expect(used.stdout).toContain(`Photos are looked up in Qdrant at ${url}`);
    expect(used.exitCode).toBe(0);
    expect((await client.count(collection, { exact: true })).count).toBe(12);

    const status = await vectors("status");
    expect(status.stdout).toMatch(/^Photos there +12$/m);
    expect(status.stdout).toMatch(/^Key +in a file that only you can read$/m);

    const search = await shoebox("search", "a boat", "--library", library, "--json");
    expect(JSON.parse(search.stdout)).toMatchObject({
      ranked: 12,
      answeredBy: { store: "qdrant", isFallback: false },
    });

    const { document } = await vectorsJson("verify");
    expect(document).toMatchObject({ store: "qdrant", stored: 12, missing: 0, unknown: 0, differing: 0 });

    expect((await vectors("use", "embedded")).stdout).toContain("the library's own index");
    expect((await vectors("drop", "--yes")).exitCode).toBe(0);
    expect((await client.collectionExists(collection)).exists).toBe(false);
  }, 120_000);

  test("names in verify what differs, ends with 1, and with --repair mends it", async () => {
    const collection = freshCollection();
    await vectors("use", "qdrant", "--url", url, "--collection", collection);
    const { points } = await client.scroll(collection, { limit: 2 });
    await client.delete(collection, { wait: true, points: points.map(({ id }) => id) });
    // A photo that is missing is found by the count on connecting already; what is looked at here is what is left of it.
    const repaired = await vectors("verify", "--repair");
    expect(repaired.exitCode).toBe(0);
    expect((await vectors("verify")).stdout).toContain("They are the same.");
    expect((await client.count(collection, { exact: true })).count).toBe(12);
    await vectors("use", "embedded");
  }, 120_000);

  test("killed over and over, it is whole in the end: nothing is lost, nothing is there twice", async () => {
    const collection = freshCollection();
    const args = ["vectors", "use", "qdrant", "--url", url, "--collection", collection, "--library", library];
    // Later each time: at the start, while it opens, while it sends.
    for (const delayMillis of [50, 300, 600, 900, 1200]) {
      const running = start(args);
      const timer = setTimeout(() => running.child.kill("SIGKILL"), delayMillis);
      await running.ended;
      clearTimeout(timer);
    }
    expect((await start(args).ended).exitCode).toBe(0);
    expect((await client.count(collection, { exact: true })).count).toBe(12);
    expect((await vectorsJson("verify")).document).toMatchObject({
      stored: 12,
      missing: 0,
      unknown: 0,
      differing: 0,
    });
    await vectors("use", "embedded");
  }, 180_000);
});
