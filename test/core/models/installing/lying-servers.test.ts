import { describe, expect, it } from "vitest";
import { dropAfter, type Exchange } from "../../../helpers/file-server.ts";
import { expectInstalled, expectNotInstalled, installStation } from "../../../helpers/install-station.ts";
import { publishedModel, sha256 } from "../../../helpers/published-model.ts";

const model = publishedModel("noise");
const vision = "/people/noise/resolve/main/onnx/vision_model.onnx";
const tokenizer = "/people/noise/resolve/main/tokenizer.json";

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
