import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { modelDownloadSchema } from "../../../../src/contract/models.ts";
import { readDescription } from "../../../../src/core/models/installing/model-description.ts";
import { verifyFiles } from "../../../../src/core/models/installing/verify-files.ts";
import { type Exchange, redirectTo, stallAfter, startFileServer } from "../../../helpers/file-server.ts";
import {
  expectInstalled,
  expectNotInstalled,
  filesUnder,
  installStation,
} from "../../../helpers/install-station.ts";
import { publishedModel, sha256 } from "../../../helpers/published-model.ts";

const model = publishedModel("noise");
const vision = "/people/noise/resolve/main/onnx/vision_model.onnx";
const tokenizer = "/people/noise/resolve/main/tokenizer.json";

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
      await expect.poll(bytesDone, { timeout: 60_000 }).toBe(305_200 + reached);
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

describe("cancelling", () => {
  it("keeps what came, and the next try fetches only the rest", async () => {
    const station = await installStation([model], { filesAtOnce: 1 });
    station.server.faults.push(stallAfter(200_000));
    station.installer.install("noise");
    await expect
      .poll(() => station.installer.progress("noise")?.bytesDone, { timeout: 60_000 })
      .toBe(200_000);
    await station.installer.cancel("noise");
    expect(station.installer.trouble("noise")).toBeNull();
    await expectNotInstalled(station);
    expect(await station.install("noise")).toBeNull();
    await expectInstalled(station, model);
    expect(station.server.requests[1]).toMatchObject({ path: vision, range: "bytes=200000-" });
  });

  it("what was whole is not fetched again, and what rotted meanwhile is", async () => {
    const station = await installStation([model], { filesAtOnce: 1 });
    station.server.faultsOf.set(tokenizer, stallAfter(0));
    station.installer.install("noise");
    await expect.poll(() => station.server.requests.length, { timeout: 60_000 }).toBe(3);
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
    await expect
      .poll(() => station.installer.progress("noise")?.bytesDone, { timeout: 60_000 })
      .toBe(100_000);
    const cancelled = station.installer.cancel("noise");
    expect(await station.install("noise")).toBeNull();
    await cancelled;
    await expectInstalled(station, model);
  });

  it("is part of removing, which takes what came along", async () => {
    const station = await installStation([model], { filesAtOnce: 1 });
    station.server.faults.push(stallAfter(100_000));
    station.installer.install("noise");
    await expect
      .poll(() => station.installer.progress("noise")?.bytesDone, { timeout: 60_000 })
      .toBe(100_000);
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
