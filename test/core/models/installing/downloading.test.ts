import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { modelDownloadSchema } from "../../../../src/contract/models.ts";
import { readDescription } from "../../../../src/core/models/installing/model-description.ts";
import { verifyFiles } from "../../../../src/core/models/installing/verify-files.ts";
import {
  answerWith,
  dropAfter,
  type Exchange,
  redirectTo,
  stallAfter,
  startFileServer,
} from "../../../helpers/file-server.ts";
import { filesUnder, type InstallStation, installStation } from "../../../helpers/install-station.ts";
import { type PublishedModel, publishedModel, sha256 } from "../../../helpers/published-model.ts";

const model = publishedModel("noise");
const vision = "/people/noise/resolve/main/onnx/vision_model.onnx";
const tokenizer = "/people/noise/resolve/main/tokenizer.json";

/** All files of a model lie there as published, with its description and nothing else. */
async function expectInstalled(
  { installed }: InstallStation,
  { entry, files }: PublishedModel,
): Promise<void> {
  const found = await installed.find(entry.id);
  expect(found?.entry).toMatchObject({ id: entry.id, revision: entry.revision });
  const there = await filesUnder(installed.folders.directory);
  const wanted = Object.entries(files).map(
    ([path, bytes]) => [path.replace(`/people/${entry.id}/resolve/main/`, `${entry.id}/`), bytes] as const,
  );
  expect([...there.keys()].filter((path) => path.startsWith(entry.id)).sort()).toEqual(
    [...wanted.map(([path]) => path), `${entry.id}/model.json`].sort(),
  );
  for (const [path, bytes] of wanted) expect(there.get(path)?.equals(bytes), path).toBe(true);
  expect([...there.keys()].filter((path) => path.startsWith(`.${entry.id}`))).toEqual([]);
}

/** Nothing of a model can be seen but what waits for the next try. */
async function expectNotInstalled({ installed }: InstallStation): Promise<void> {
  expect((await installed.list()).models).toEqual([]);
  const there = await filesUnder(installed.folders.directory);
  expect([...there.keys()].filter((path) => !path.startsWith(".noise.incoming/"))).toEqual([]);
}

describe("a download", () => {
  it("brings all files, described and verified, and says how far it is", async () => {
    const station = await installStation([model]);
    expect(await station.install("noise")).toBeNull();
    await expectInstalled(station, model);
    expect(station.installer.progress("noise")).toBeNull();
    const { entry, directory } = (await station.installed.find("noise")) ?? expect.fail();
    expect((await verifyFiles(entry, directory)).every(({ state }) => state === "right")).toBe(true);
  });

  it("tells bytes, speed and time left while it goes, those of an earlier try included", async () => {
    const station = await installStation([model]);
    station.server.faultsOf.set(vision, stallAfter(100_000));
    for (const reached of [100_000, 200_000]) {
      station.installer.install("noise");
      const bytesDone = () => station.installer.progress("noise")?.bytesDone;
      await expect.poll(bytesDone).toBe(305_200 + reached);
      const progress = modelDownloadSchema.parse(station.installer.progress("noise"));
      expect(progress.bytesTotal).toBe(605_200);
      await station.installer.cancel("noise");
      expect(station.installer.progress("noise")).toBeNull();
      expect(station.installer.trouble("noise")).toBeNull();
    }
  });

  it("of files that the manifest says nothing of takes the hub's word, and keeps it", async () => {
    const unknown = publishedModel("noise", { isKnown: false });
    const station = await installStation([unknown]);
    const store = await startFileServer({ "/blob": unknown.files[vision] as Buffer });
    const linked = {
      "x-linked-size": "300000",
      "x-linked-etag": `"${sha256(unknown.files[vision] as Buffer)}"`,
    };
    station.server.faultsOf.set(vision, redirectTo(`${store.address}/blob?signature=1`, linked));
    expect(await station.install("noise")).toBeNull();
    await expectInstalled(station, unknown);
    const { files } = (await readDescription(station.installed.folders.of("noise"))) ?? expect.fail();
    for (const { path, sizeBytes, sha256: hash } of files) {
      const bytes = unknown.files[`/people/noise/resolve/main/${path}`] as Buffer;
      expect([sizeBytes, hash]).toEqual([bytes.length, sha256(bytes)]);
    }
  });

  it("refuses bytes that are not what the hub's word promised", async () => {
    const station = await installStation([publishedModel("noise", { isKnown: false })]);
    const hash = sha256(Buffer.from("something else"));
    const promising = ({ serve }: Exchange) => serve({ headers: { "x-linked-etag": `"${hash}"` } });
    station.server.faultsOf.set(vision, promising);
    const trouble = await station.install("noise");
    expect(trouble?.message).toMatch(new RegExp(`wrong contents: SHA-256 [0-9a-f]{64} instead of ${hash}`));
    await expectNotInstalled(station);
  });

  it("asked for twice comes once; two models come beside each other", async () => {
    const other = publishedModel("other");
    const station = await installStation([model, other]);
    station.installer.install("noise");
    station.installer.install("noise");
    station.installer.install("other");
    await Promise.all([station.installer.settled("noise"), station.installer.settled("other")]);
    await expectInstalled(station, model);
    await expectInstalled(station, other);
    expect(station.server.requests).toHaveLength(8);
  });

  it("puts a model of a newer revision in the place of the older one", async () => {
    const station = await installStation([model]);
    await station.install("noise");
    const newer = publishedModel("noise", { towerBytes: 200_000 });
    newer.entry.revision = "2";
    const { libraryDirectory } = station;
    const later = await installStation([newer], { libraryDirectory });
    expect((await later.installed.find("noise"))?.entry.revision).toBe("1");
    expect(await later.install("noise")).toBeNull();
    await expectInstalled(later, newer);
    // What is the same in both did not come again.
    expect(later.server.requests.map(({ path }) => path)).not.toContain(tokenizer);
  });

  it("of a model that is there repairs what is damaged, and brings nothing else", async () => {
    const unknown = publishedModel("noise", { isKnown: false });
    const station = await installStation([unknown]);
    await station.install("noise");
    await writeFile(
      join(station.installed.folders.of("noise"), "onnx/text_model.onnx"),
      Buffer.alloc(300_000),
    );
    station.server.requests.length = 0;
    expect(await station.install("noise")).toBeNull();
    await expectInstalled(station, unknown);
    expect(station.server.requests.map(({ path }) => path)).toEqual([vision.replace("vision", "text")]);
  });
});

describe("a connection that breaks", () => {
  it("is gone on with where it broke, as often as it brings something", async () => {
    const station = await installStation([model], { filesAtOnce: 1 });
    station.server.faults.push(...Array.from({ length: 5 }, () => dropAfter(50_000)));
    expect(await station.install("noise")).toBeNull();
    await expectInstalled(station, model);
    const ranges = station.server.requests.filter(({ path }) => path === vision).map(({ range }) => range);
    expect(ranges[0]).toBeUndefined();
    expect(ranges).toHaveLength(6);
    for (const range of ranges.slice(1)) expect(range).toMatch(/^bytes=\d+-$/);
  });

  it("that brings nothing further is given up, in words, with its address", async () => {
    const station = await installStation([model]);
    station.server.faultsOf.set(vision, dropAfter(0));
    expect(await station.install("noise")).toEqual({
      code: "MODEL_DOWNLOAD_FAILED",
      message:
        "onnx/vision_model.onnx could not be downloaded. " +
        `the server closed the connection after 3 tries at ${station.server.address}${vision}`,
    });
    await expectNotInstalled(station);
  });

  it("and then ignores ranges starts anew, and ends all the same", async () => {
    const station = await installStation([model], { filesAtOnce: 1 });
    station.server.faults.push(dropAfter(100_000), ({ serve }) => serve({ ignoresRange: true }));
    expect(await station.install("noise")).toBeNull();
    await expectInstalled(station, model);
  });

  it("that ignores ranges and always breaks at the same byte is not asked for ever", async () => {
    const station = await installStation([model]);
    station.server.faultsOf.set(vision, (exchange) => {
      const { serve } = exchange;
      dropAfter(100_000)({ ...exchange, serve: () => serve({ ignoresRange: true }) });
    });
    expect(await station.install("noise")).toMatchObject({ code: "MODEL_DOWNLOAD_FAILED" });
    expect(station.server.requests.filter(({ path }) => path === vision).length).toBeLessThan(6);
  });

  it("stalls: after a while it is tried again", async () => {
    const station = await installStation([model], { filesAtOnce: 1, patience: { stallMillis: 400 } });
    station.server.faults.push(stallAfter(100_000));
    expect(await station.install("noise")).toBeNull();
    await expectInstalled(station, model);
  });

  it("stalls for good: it is given up in words", async () => {
    const station = await installStation([model], { patience: { stallMillis: 400 } });
    station.server.faultsOf.set(vision, () => {});
    const trouble = await station.install("noise");
    expect(trouble?.message).toContain("nothing came for 1 s after 3 tries at http://127.0.0.1");
  });

  it("is refused because the server went away altogether", async () => {
    const station = await installStation([model], { filesAtOnce: 1 });
    station.server.faults.push(({ serve }) => {
      serve();
      void station.server.stop();
    });
    const trouble = await station.install("noise");
    expect(trouble).toMatchObject({ code: "MODEL_DOWNLOAD_FAILED" });
    expect(trouble?.message).toContain("nothing answers after 3 tries");
    await expectNotInstalled(station);
  });
});

describe("a server that lies", () => {
  it.each([
    ["promises more than it gives", 300_500],
    ["promises less than there is", 1000],
  ])("%s: what it promises is not the file", async (_, length) => {
    const station = await installStation([model]);
    station.server.faultsOf.set(vision, ({ response, bytes }) => {
      response.writeHead(200, { "content-length": length });
      response.end(bytes.subarray(0, length));
    });
    const trouble = await station.install("noise");
    expect(trouble?.message).toMatch(/wrong contents: .* instead of 300 kB \(300000\)/);
    await expectNotInstalled(station);
  });

  it("gives more than the file has, without a length", async () => {
    const station = await installStation([model]);
    station.server.faultsOf.set(vision, ({ response, bytes }) => {
      response.write(bytes);
      response.end("and more");
    });
    expect((await station.install("noise"))?.message).toContain("more than the 300000 bytes");
    await expectNotInstalled(station);
  });

  it("sends wrong bytes: they never land", async () => {
    const station = await installStation([model]);
    const wrong = Buffer.alloc(300_000, 1);
    station.server.faultsOf.set(vision, ({ serve }) => serve({ bytes: wrong }));
    const trouble = await station.install("noise");
    const known = model.entry.files[0]?.sha256;
    expect(trouble).toMatchObject({ code: "MODEL_DOWNLOAD_FAILED" });
    expect(trouble?.message).toContain(
      `wrong contents: SHA-256 ${sha256(wrong)} instead of ${known}, at http`,
    );
    await expectNotInstalled(station);
    // The server comes to its senses: what was wrong is not built upon.
    station.server.faultsOf.clear();
    expect(await station.install("noise")).toBeNull();
    await expectInstalled(station, model);
  });

  it("sends a page to sign in to instead of the file", async () => {
    const station = await installStation([publishedModel("noise", { isKnown: false })]);
    station.server.faultsOf.set(tokenizer, ({ response }) =>
      response
        .writeHead(200, { "content-type": "text/html; charset=utf-8" })
        .end("<h1>Welcome to our hotel</h1>"),
    );
    expect((await station.install("noise"))?.message).toContain("a web page came instead of the file");
    await expectNotInstalled(station);
  });

  it("packs what it was asked not to pack", async () => {
    const station = await installStation([publishedModel("noise", { isKnown: false })]);
    const packing = ({ serve }: Exchange) => serve({ headers: { "content-encoding": "gzip" } });
    station.server.faultsOf.set(tokenizer, packing);
    expect((await station.install("noise"))?.message).toContain("the server packs the file (gzip)");
  });

  it("changes the file between two tries: no file is put together of two", async () => {
    const unknown = publishedModel("noise", { isKnown: false });
    const station = await installStation([unknown], { filesAtOnce: 1 });
    const changed = Buffer.alloc(300_000, 7);
    station.server.faults.push(dropAfter(100_000), ({ serve }) => {
      station.server.files.set(vision, changed);
      serve({ bytes: changed });
    });
    expect(await station.install("noise")).toBeNull();
    await expectInstalled(station, { entry: unknown.entry, files: { ...unknown.files, [vision]: changed } });
  });

  it("changes the file and honours no If-Range: the ETag gives it away", async () => {
    const unknown = publishedModel("noise", { isKnown: false });
    const station = await installStation([unknown], { filesAtOnce: 1 });
    const changed = Buffer.alloc(300_000, 7);
    station.server.faults.push(dropAfter(100_000), ({ request, serve }) => {
      station.server.files.set(vision, changed);
      delete request.headers["if-range"];
      serve({ bytes: changed });
    });
    expect(await station.install("noise")).toBeNull();
    await expectInstalled(station, { entry: unknown.entry, files: { ...unknown.files, [vision]: changed } });
  });

  it("has a part of another file on its conscience: once from the start makes it right", async () => {
    const station = await installStation([model], { filesAtOnce: 1 });
    const wrong = Buffer.alloc(300_000, 7);
    // Neither an ETag nor anything else tells that the file became another one.
    const silent = { etag: "" };
    station.server.faults.push(
      (exchange) =>
        dropAfter(100_000)({ ...exchange, serve: () => exchange.serve({ bytes: wrong, headers: silent }) }),
      ({ serve }) => serve({ headers: silent }),
    );
    expect(await station.install("noise")).toBeNull();
    await expectInstalled(station, model);
  });
});

describe("an answer", () => {
  it.each([
    [401, "401: signing in is asked for"],
    [403, "403: the server refuses to give it out"],
    [404, "404: there is no such file"],
    [410, "410: the file is no longer there"],
    [418, "418: the server gives no file"],
  ])("of %i is taken for what it is, at once", async (status, words) => {
    const station = await installStation([model]);
    station.server.faultsOf.set(vision, answerWith(status));
    const message = `onnx/vision_model.onnx could not be downloaded. ${words} at ${station.server.address}${vision}`;
    expect(await station.install("noise")).toEqual({ code: "MODEL_DOWNLOAD_FAILED", message });
    expect(station.server.requests.filter(({ path }) => path === vision)).toHaveLength(1);
    await expectNotInstalled(station);
  });

  it.each([408, 429, 500, 502, 503, 504])("of %i passes by itself", async (status) => {
    const station = await installStation([model], { filesAtOnce: 1 });
    station.server.faults.push(answerWith(status), answerWith(status));
    expect(await station.install("noise")).toBeNull();
    await expectInstalled(station, model);
  });

  it("of 503 that does not pass is given up", async () => {
    const station = await installStation([model]);
    station.server.faultsOf.set(vision, answerWith(503));
    expect((await station.install("noise"))?.message).toContain(
      "503: the server cannot answer now after 3 tries at",
    );
  });

  it("of 429 is waited for as long as it asks, and no longer than is borne", async () => {
    const station = await installStation([model], {
      filesAtOnce: 1,
      patience: { backoffMillis: 600_000, backoffCapMillis: 600_000 },
    });
    station.server.faults.push(
      answerWith(429, { "retry-after": "86400" }),
      answerWith(503, { "retry-after": new Date(0).toUTCString() }),
    );
    expect(await station.install("noise")).toBeNull();
    await expectInstalled(station, model);
  });

  it("of 416 to a part that is longer than the file: it starts anew", async () => {
    const unknown = publishedModel("noise", { isKnown: false });
    const station = await installStation([unknown], { filesAtOnce: 1 });
    station.server.faults.push(dropAfter(100_000), answerWith(416, { "content-range": "bytes */50000" }));
    expect(await station.install("noise")).toBeNull();
    await expectInstalled(station, unknown);
  });
});

describe("a redirect", () => {
  it("is followed to another host, which gets no password", async () => {
    const store = await startFileServer({ "/blob": model.files[vision] as Buffer });
    const station = await installStation([model]);
    const withPassword = station.server.address.replace("http://", "http://me:secret@");
    const behind = await installStation([model], { mirror: withPassword });
    station.server.faultsOf.set(vision, redirectTo(`${store.address}/blob?signature=1`));
    expect(await behind.install("noise")).toBeNull();
    await expectInstalled(behind, model);
    const authorization = `Basic ${Buffer.from("me:secret").toString("base64")}`;
    expect(station.server.requests.every(({ headers }) => headers.authorization === authorization)).toBe(
      true,
    );
    expect(store.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it("within a host keeps the password, and relative ones are understood", async () => {
    const station = await installStation([model]);
    const withPassword = station.server.address.replace("http://", "http://me:secret@");
    const behind = await installStation([model], { mirror: withPassword });
    station.server.files.set("/elsewhere", model.files[vision] as Buffer);
    station.server.faultsOf.set(vision, redirectTo("/elsewhere", {}, 307));
    expect(await behind.install("noise")).toBeNull();
    expect(station.server.requests.every(({ headers }) => headers.authorization !== undefined)).toBe(true);
  });

  it("is gone on with by range, at the end of the way", async () => {
    const store = await startFileServer({ "/blob": model.files[vision] as Buffer });
    const station = await installStation([model]);
    station.server.faultsOf.set(vision, redirectTo(`${store.address}/blob`));
    store.faults.push(dropAfter(120_000));
    expect(await station.install("noise")).toBeNull();
    await expectInstalled(station, model);
    expect(store.requests.map(({ range }) => range !== undefined)).toEqual([false, true]);
  });

  it.each([
    ["in circles", "/people/noise/resolve/main/onnx/vision_model.onnx", "redirected more than 10 times"],
    ["to nowhere", "file:///etc/passwd", "redirected to nowhere"],
  ])("%s is told", async (_, location, words) => {
    const station = await installStation([model]);
    station.server.faultsOf.set(vision, redirectTo(location));
    const trouble = await station.install("noise");
    expect(trouble?.message).toContain(`${words} at ${station.server.address}${vision}`);
  });

  it("names the address that failed, without its signature and without a password", async () => {
    const store = await startFileServer();
    const station = await installStation([model]);
    const withPassword = station.server.address.replace("http://", "http://me:secret@");
    const behind = await installStation([model], { mirror: withPassword });
    station.server.faultsOf.set(vision, redirectTo(`${store.address}/blob?signature=precious`));
    const message = (await behind.install("noise"))?.message;
    expect(message).toBe(
      `onnx/vision_model.onnx could not be downloaded. 404: there is no such file at ${store.address}/blob`,
    );
  });
});

describe("cancelling", () => {
  it("keeps what came, and the next try fetches only the rest", async () => {
    const station = await installStation([model], { filesAtOnce: 1 });
    station.server.faults.push(stallAfter(200_000));
    station.installer.install("noise");
    await expect.poll(() => station.installer.progress("noise")?.bytesDone).toBeGreaterThan(150_000);
    const had = station.installer.progress("noise")?.bytesDone;
    await station.installer.cancel("noise");
    expect(station.installer.trouble("noise")).toBeNull();
    await expectNotInstalled(station);
    expect(await station.install("noise")).toBeNull();
    await expectInstalled(station, model);
    expect(station.server.requests[1]).toMatchObject({ path: vision, range: `bytes=${had}-` });
  });

  it("what was whole is not fetched again, and what rotted meanwhile is", async () => {
    const station = await installStation([model], { filesAtOnce: 1 });
    station.server.faultsOf.set(tokenizer, stallAfter(0));
    station.installer.install("noise");
    await expect.poll(() => station.server.requests.length).toBe(3);
    await station.installer.cancel("noise");
    const incoming = station.installed.folders.incoming("noise");
    await writeFile(join(incoming, "onnx/text_model.onnx"), Buffer.alloc(300_000));
    station.server.faultsOf.clear();
    station.server.requests.length = 0;
    expect(await station.install("noise")).toBeNull();
    await expectInstalled(station, model);
    expect(station.server.requests.map(({ path }) => path)).not.toContain(vision);
    expect(station.server.requests.map(({ path }) => path)).toContain(vision.replace("vision", "text"));
  });

  it("and asking again in the same moment is one download after the other", async () => {
    const station = await installStation([model], { filesAtOnce: 1 });
    station.server.faults.push(stallAfter(100_000));
    station.installer.install("noise");
    await expect.poll(() => station.installer.progress("noise")?.bytesDone).toBe(100_000);
    const cancelled = station.installer.cancel("noise");
    expect(await station.install("noise")).toBeNull();
    await cancelled;
    await expectInstalled(station, model);
  });

  it("is part of removing, which takes what came along", async () => {
    const station = await installStation([model], { filesAtOnce: 1 });
    station.server.faults.push(stallAfter(100_000));
    station.installer.install("noise");
    await expect.poll(() => station.installer.progress("noise")?.bytesDone).toBe(100_000);
    await station.installer.remove("noise");
    expect(await filesUnder(station.installed.folders.directory)).toEqual(new Map());
    expect(station.installer.trouble("noise")).toBeNull();
  });

  it("what nobody published cannot be asked for", async () => {
    const { installer } = await installStation([model]);
    const told = { code: "MODEL_MISSING", message: "There is no published model other." };
    expect(() => installer.install("other")).toThrow(expect.objectContaining(told));
  });
});
