import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQdrantAddress } from "../../../../src/core/vectors/qdrant/address.ts";

describe("an address of Qdrant", () => {
  it.each([
    ["http://localhost:6333", "http://localhost:6333"],
    ["http://localhost", "http://localhost:6333"],
    ["http://localhost/", "http://localhost:6333"],
    ["  http://localhost:6333/  ", "http://localhost:6333"],
    ["HTTP://NAS.Local", "http://nas.local:6333"],
    ["nas", "http://nas:6333"],
    ["nas.local:7000", "http://nas.local:7000"],
    ["192.168.1.20", "http://192.168.1.20:6333"],
    ["[::1]:6333", "http://[::1]:6333"],
    ["[::1]", "http://[::1]:6333"],
    ["http://[2001:DB8::0:1]/photos", "http://[2001:db8::1]:6333/photos"],
    ["https://example.com", "https://example.com:6333"],
    ["https://example.com:443", "https://example.com:443"],
    ["http://example.com:80/", "http://example.com:80"],
    ["https://example.com:443/qdrant/", "https://example.com:443/qdrant"],
    ["example.com/a//b/", "http://example.com:6333/a/b"],
    ["http://photo_server:6333", "http://photo_server:6333"],
    ["http://münchen.example", "http://xn--mnchen-3ya.example:6333"],
    ["http:6333", "http://http:6333"],
  ])("%s is %s", (typed, normal) => {
    expect(parseQdrantAddress(typed).toString()).toBe(normal);
  });

  it.each([
    ["", /is empty/],
    ["   ", /is empty/],
    ["ftp://host", /begins with ftp:\/\/.*http:\/\/ or https:\/\//],
    ["grpc://host:6334", /REST port, 6333/],
    ["http:/host", /two slashes/],
    ["https:host", /two slashes/],
    ["http://", /names no machine/],
    [":6333", /names no machine/],
    ["http:///collections", /names no machine/],
    ["http://host:0", /port that cannot be: 0/],
    ["http://host:99999", /port that cannot be: 99999/],
    ["http://host:65536", /port that cannot be/],
    ["http://host:abc", /something else than the number of a port/],
    ["http://host:-1", /port that cannot be/],
    ["http://host:", /colon without a port/],
    [`http://${"k".repeat(64)}.example`, /longer than the name of a machine/],
    ["host:6333:6334", /more than one port/],
    ["http://my host:6333", /space/],
    ["http://host:6333/a b", /space/],
    ["http://host\n:6333", /space/],
    ["\\\\server\\share", /space or a character/],
    ["::1", /brackets: http:\/\/\[::1\]:6333/],
    ["http://2001:db8::1", /brackets/],
    ["http://[::zz]:6333", /cannot be/],
    ["http://[::1", /./],
    ["http://256.1.1.1.1.1/", /cannot be/],
    ["http://ho%73t", /cannot be/],
    ["http://host:6333/dashboard", /leave \/dashboard away, and what follows \(http:\/\/host:6333\)/],
    [
      "http://host:6333/dashboard#/collections",
      /web page: leave \/dashboard away, and what follows \(http:\/\/host:6333\)/,
    ],
    [
      "http://host:6333/collections/photos/points",
      /leave \/collections away, and what follows \(http:\/\/host:6333\)/,
    ],
    ["https://host/q/dashboard/", /leave \/dashboard away, and what follows \(https:\/\/host\/q\)/],
    ["http://host?x=1", /may not hold/],
  ])("%j is refused in words", (typed, words) => {
    expect(() => parseQdrantAddress(typed)).toThrow(
      expect.objectContaining({ code: "QUERY_INVALID", message: expect.stringMatching(words) }),
    );
  });

  it.each([
    "https://SECRET@host",
    "https://user:SECRET@host:6333/path",
    "SECRET@host",
    "http://host:6333?api-key=SECRET",
    "http://host/#SECRET",
    "user:SECRET@host",
    "https://user:SEC/RET@host",
    "http://host:6333/ SECRET",
    "http://host:SECRET",
  ])("a key in %s is refused, with where it goes, and not repeated", (typed) => {
    expect(() => parseQdrantAddress(typed)).toThrow(
      expect.objectContaining({ code: "QUERY_INVALID", message: expect.not.stringContaining("SECRET") }),
    );
    if (typed.includes("@")) expect(() => parseQdrantAddress(typed)).toThrow(/give the key by itself/);
  });

  const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/).filter((text) => !text.includes("--"));
  const host = fc.oneof(
    fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join(".")),
    fc.ipV4(),
    fc.ipV6().map((address) => `[${address}]`),
  );
  const typedAddress = fc.record({
    scheme: fc.constantFrom("", "http://", "https://", "HTTPS://"),
    host,
    port: fc.option(fc.integer({ min: 1, max: 65_535 })),
    folders: fc.array(fc.stringMatching(/^[A-Za-z0-9._~-]{1,8}$/), { maxLength: 3 }),
    slash: fc.constantFrom("", "/"),
  });

  it("comes out in one form that is understood as itself, and as a URL", () => {
    fc.assert(
      fc.property(typedAddress, ({ scheme, host, port, folders, slash }) => {
        fc.pre(
          !folders.some((folder) => /^(?:dashboard|collections)$/i.test(folder)) &&
            !folders.some((folder) => /^\.{1,2}$/.test(folder)),
        );
        const path = folders.map((folder) => `/${folder}`).join("");
        const address = parseQdrantAddress(
          `${scheme}${host}${port === null ? "" : `:${port}`}${path}${slash}`,
        );
        expect(address.port).toBe(port ?? 6333);
        expect(address.prefix).toBe(path);
        expect(address.scheme).toBe(scheme.toLowerCase().startsWith("https") ? "https" : "http");
        const again = parseQdrantAddress(address.toString());
        expect(again.toString()).toBe(address.toString());
        expect({ ...again, toString: null }).toEqual({ ...address, toString: null });
        expect(new URL(address.toString()).hostname).toBe(address.host);
      }),
    );
  });

  it("is understood or refused with a code, whatever is typed", () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(..."ah:/[]@?#.%\\ 1:6-_") }),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
    );
    fc.assert(
      fc.property(anything, (typed) => {
        try {
          const normal = parseQdrantAddress(typed).toString();
          expect(parseQdrantAddress(normal).toString()).toBe(normal);
          expect(normal).not.toContain("@");
        } catch (error) {
          expect(error).toMatchObject({ code: "QUERY_INVALID" });
        }
      }),
      { numRuns: 1000 },
    );
  });
});
