import tls from "node:tls";
import { describe, expect, it, onTestFinished } from "vitest";
import { parseQdrantAddress } from "../../../../src/core/vectors/qdrant/address.ts";
import { QdrantConnection } from "../../../../src/core/vectors/qdrant/connection.ts";
import { proxyOf } from "../../../../src/core/vectors/qdrant/proxy-of.ts";
import { saying, startCannedServer } from "../../../helpers/canned-server.ts";
import { ownCertificate } from "../../../helpers/certificates.ts";
import { startForwardProxy } from "../../../helpers/forward-proxy.ts";

const good = saying(200, { result: { collections: [] }, status: "ok", time: 0 });

function list(address: string, environment: NodeJS.ProcessEnv, apiKey?: string): Promise<unknown> {
  const patience = { backoffMillis: 0 };
  const connection = new QdrantConnection({
    address: parseQdrantAddress(address),
    environment,
    apiKey,
    patience,
  });
  onTestFinished(() => connection.close());
  return connection.call({ what: "searching", isWrite: false }, (client) => client.getCollections());
}

describe("a proxy on the way to Qdrant", () => {
  it("is asked for http by the whole address, as most proxies tunnel to port 443 alone", async () => {
    const server = await startCannedServer(good);
    const proxy = await startForwardProxy(server.port);
    await list("http://qdrant.example/folder", { HTTP_PROXY: proxy.address }, "the-key");
    expect(proxy.requests).toEqual(["GET http://qdrant.example:6333/folder/collections"]);
    expect(server.requests).toMatchObject([
      { path: "/folder/collections", headers: { "api-key": "the-key" } },
    ]);
  });

  it("is tunnelled through for https, and does not see the key", async () => {
    const trusted = tls.getCACertificates();
    onTestFinished(() => tls.setDefaultCACertificates(trusted));
    tls.setDefaultCACertificates([...trusted, ownCertificate.cert]);
    const server = await startCannedServer(good, ownCertificate);
    const proxy = await startForwardProxy(server.port);
    await list("https://qdrant.example", { https_proxy: proxy.address }, "the-key");
    expect(proxy.requests).toEqual(["CONNECT qdrant.example:6333"]);
    expect(JSON.stringify(proxy.headers)).not.toContain("the-key");
    expect(server.requests).toMatchObject([{ headers: { "api-key": "the-key" } }]);
  });

  it.each(["http", "https"] as const)("may want a name and a password over %s", async (scheme) => {
    const server = await startCannedServer(good);
    const proxy = await startForwardProxy(server.port, "anna:pass word");
    const variable = `${scheme.toUpperCase()}_PROXY`;
    await expect(list(`${scheme}://qdrant.example`, { [variable]: proxy.address })).rejects.toMatchObject({
      code: "VECTOR_STORE_UNREACHABLE",
      message: expect.stringContaining("the proxy on the way wants a name and a password"),
    });
    if (scheme === "https") return;
    const withName = proxy.address.replace("http://", "http://anna:pass%20word@");
    await expect(list("http://qdrant.example", { [variable]: withName })).resolves.toBeDefined();
  });

  it("that is not there is named, without its password", async () => {
    const environment = { HTTP_PROXY: "http://anna:secret@127.0.0.1:2" };
    await expect(list("http://qdrant.example", environment)).rejects.toMatchObject({
      code: "VECTOR_STORE_UNREACHABLE",
      message: expect.stringMatching(
        /nothing answers there.*; asked through the proxy http:\/\/127\.0\.0\.1:2\.$/,
      ),
    });
  });

  it("that cannot be used is refused before anything is asked", () => {
    expect(() => proxyOf(parseQdrantAddress("qdrant.example"), { http_proxy: "socks5://host:1" })).toThrow(
      expect.objectContaining({
        code: "VECTOR_STORE_UNREACHABLE",
        message: expect.stringMatching(/The proxy in http_proxy cannot be used/),
      }),
    );
  });
});

describe("which proxy it is", () => {
  const proxies = {
    HTTP_PROXY: "http://plain.example:3128",
    HTTPS_PROXY: "http://secure.example:3128",
  };

  it("follows the scheme, small letters first", () => {
    expect(proxyOf(parseQdrantAddress("http://nas"), proxies)).toBe(proxies.HTTP_PROXY);
    expect(proxyOf(parseQdrantAddress("https://nas"), proxies)).toBe(proxies.HTTPS_PROXY);
    const small = { ...proxies, http_proxy: "http://small.example" };
    expect(proxyOf(parseQdrantAddress("http://nas"), small)).toBe(small.http_proxy);
    expect(proxyOf(parseQdrantAddress("https://nas"), { HTTP_PROXY: proxies.HTTP_PROXY })).toBeUndefined();
    expect(proxyOf(parseQdrantAddress("http://nas"), {})).toBeUndefined();
    expect(proxyOf(parseQdrantAddress("http://nas"), { HTTP_PROXY: "" })).toBeUndefined();
  });

  it.each(["http://127.0.0.1:6333", "http://localhost", "https://[::1]", "127.9.9.9", "photos.localhost"])(
    "is none to this machine itself: %s",
    (address) => {
      expect(proxyOf(parseQdrantAddress(address), proxies)).toBeUndefined();
    },
  );

  it.each([
    ["*", "nas", true],
    ["nas", "nas", true],
    ["NAS", "nas", true],
    ["nas", "nas.home", false],
    ["other, nas", "nas", true],
    ["home", "nas.home", false],
    [".home", "nas.home", true],
    ["*.home", "nas.home", true],
    ["*.home", "home", false],
    [".home", "nashome", false],
    ["nas:6333", "nas", true],
    ["nas:7000", "nas", false],
    ["nas:7000", "nas:7000", true],
    ["192.168.1.20", "192.168.1.20", true],
    ["192.168.1.10-192.168.1.30", "192.168.1.20", true],
    ["192.168.1.10-192.168.1.30", "192.168.1.31", false],
    ["192.168.0.0/16", "192.168.7.7", true],
    ["192.168.0.0/16", "192.169.7.7", false],
    ["192.168.0.0/99", "192.168.7.7", false],
    ["fd00::1", "[fd00::1]", true],
    ["[fd00::1]", "[fd00::1]", true],
    ["[fd00::1]:6333", "[fd00::1]", true],
    ["fd00::/8", "[fd12::9]", true],
    ["", "nas", false],
  ])("with NO_PROXY=%s to %s: passed by is %s", (noProxy, host, isPassedBy) => {
    const proxy = proxyOf(parseQdrantAddress(`http://${host}`), { ...proxies, NO_PROXY: noProxy });
    expect(proxy === undefined).toBe(isPassedBy);
  });
});
