import { describe, expect, it } from "vitest";
import { answerWith, dropAfter, stallAfter } from "../../../helpers/file-server.ts";
import { expectInstalled, expectNotInstalled, installStation } from "../../../helpers/install-station.ts";
import { publishedModel } from "../../../helpers/published-model.ts";

const model = publishedModel("noise");
const vision = "/people/noise/resolve/main/onnx/vision_model.onnx";

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
