import { describe, expect, it } from "vitest";
import { dropAfter, redirectTo, startFileServer } from "../../../helpers/file-server.ts";
import { expectInstalled, installStation } from "../../../helpers/install-station.ts";
import { publishedModel } from "../../../helpers/published-model.ts";

const model = publishedModel("noise");
const vision = "/people/noise/resolve/main/onnx/vision_model.onnx";

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
