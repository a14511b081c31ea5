import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { settingsSchema } from "../../../../src/contract/settings.ts";
import {
  addressOf,
  endpointOf,
  shownAddress,
} from "../../../../src/core/models/installing/download/addresses.ts";
import { installStation } from "../../../helpers/install-station.ts";
import { publishedModel } from "../../../helpers/published-model.ts";

const { entry } = publishedModel("noise");
const [vision] = entry.files as [(typeof entry.files)[number]];

describe("where models come from", () => {
  it.each([
    ["", {}, "https://huggingface.co/"],
    ["", { HF_ENDPOINT: "https://mirror.example/hub/" }, "https://mirror.example/hub"],
    [
      "http://nas.local:8080/models/",
      { HF_ENDPOINT: "https://mirror.example" },
      "http://nas.local:8080/models",
    ],
  ])("mirror %j, environment %j: %s", (mirror, environment, expected) => {
    expect(endpointOf(mirror, environment).href).toBe(expected);
  });

  it.each(["mirror.example", "ftp://mirror.example", "not an address"])(
    "%s is no web address, and said so",
    (text) => {
      const told = { code: "MODEL_DOWNLOAD_FAILED", message: `HF_ENDPOINT is no web address: ${text}` };
      expect(() => endpointOf("", { HF_ENDPOINT: text })).toThrow(expect.objectContaining(told));
      expect(settingsSchema.shape.modelMirror.safeParse(text).success).toBe(false);
    },
  );

  it("an entry without a commit means the main branch; a commit means itself", () => {
    const hub = endpointOf("", {});
    const commit = "0123456789abcdef0123456789abcdef01234567";
    const path = "onnx/vision_model.onnx";
    expect(addressOf(entry, vision, hub).href).toBe(
      `https://huggingface.co/people/noise/resolve/main/${path}`,
    );
    expect(addressOf({ ...entry, revision: commit }, vision, hub).href).toBe(
      `https://huggingface.co/people/noise/resolve/${commit}/${path}`,
    );
    const odd = { ...vision, path: "ünï code/a#b?.onnx" };
    expect(addressOf(entry, odd, hub).pathname).toBe(
      "/people/noise/resolve/main/%C3%BCn%C3%AF%20code/a%23b%3F.onnx",
    );
  });

  it("a file's own address wins, but the hub's host gives way to a mirror", () => {
    const mirror = endpointOf("https://mirror.example/hub", {});
    const onHub = { ...vision, url: "https://huggingface.co/a/b/resolve/main/x.onnx?download=true" };
    const elsewhere = { ...vision, url: "https://github.com/a/b/releases/x.onnx" };
    expect(addressOf(entry, onHub, endpointOf("", {})).href).toBe(onHub.url);
    expect(addressOf(entry, onHub, mirror).href).toBe(
      "https://mirror.example/hub/a/b/resolve/main/x.onnx?download=true",
    );
    expect(addressOf(entry, elsewhere, mirror).href).toBe(elsewhere.url);
  });

  it("a model that is published nowhere has no address", () => {
    const { repository: _, ...own } = entry;
    expect(() => addressOf(own, vision, endpointOf("", {}))).toThrow(/published nowhere/);
  });

  it("what is shown has neither password nor signature", () => {
    expect(shownAddress(new URL("https://me:secret@host.example/a/b?signature=1"))).toBe(
      "https://host.example/a/b",
    );
  });
});

/** A proxy that passes plain requests on to one server and refuses tunnels. */
async function startProxy(target: string) {
  const asked: string[] = [];
  const server = createServer(async ({ url = "", headers }, response) => {
    asked.push(url);
    const answer = await fetch(`${target}${new URL(url).pathname}`, {
      headers: headers.range === undefined ? {} : { range: headers.range },
    });
    response.writeHead(answer.status, { "content-length": answer.headers.get("content-length") ?? "0" });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  server.on("connect", ({ url = "" }, socket) => {
    asked.push(url);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe("a proxy of the environment", () => {
  const model = publishedModel("noise");

  it("is gone through, to a server that can be reached by it alone", async () => {
    const { server } = await installStation([model]);
    const proxy = await startProxy(server.address);
    const environment = { HTTP_PROXY: proxy.address };
    const station = await installStation([model], { mirror: "http://hub.invalid", environment });
    expect(await station.install("noise")).toBeNull();
    expect(proxy.asked).toContain("http://hub.invalid/people/noise/resolve/main/tokenizer.json");
    expect(server.requests).toHaveLength(4);
  });

  it("is asked for a tunnel to what is secure, and its refusal is told", async () => {
    const proxy = await startProxy("http://127.0.0.1:1");
    const environment = { https_proxy: proxy.address };
    const station = await installStation([model], {
      mirror: "https://hub.invalid",
      environment,
      filesAtOnce: 1,
    });
    const trouble = await station.install("noise");
    expect(trouble?.message).toContain(
      "the proxy does not let it through after 3 tries at https://hub.invalid/",
    );
    expect(proxy.asked).toEqual(["hub.invalid:443", "hub.invalid:443", "hub.invalid:443"]);
  });

  it("is left aside for the hosts of NO_PROXY", async () => {
    const proxy = await startProxy("http://127.0.0.1:1");
    const environment = { HTTP_PROXY: proxy.address, NO_PROXY: "127.0.0.1" };
    const station = await installStation([model], { environment });
    expect(await station.install("noise")).toBeNull();
    expect(proxy.asked).toEqual([]);
  });

  it.each(["socks5://127.0.0.1:1080", "proxy.example:3128"])(
    "%s that cannot be used is told",
    async (proxy) => {
      const station = await installStation([model], { environment: { HTTP_PROXY: proxy } });
      expect(await station.install("noise")).toEqual({
        code: "MODEL_DOWNLOAD_FAILED",
        message: "The proxy in HTTP_PROXY cannot be used: its address has to begin with http:// or https://.",
      });
    },
  );
});
