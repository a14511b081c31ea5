import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorCodes } from "../../../../src/contract/errors.ts";
import { ShoeboxError } from "../../../../src/core/errors.ts";
import { parseQdrantAddress } from "../../../../src/core/vectors/qdrant/address.ts";
import { answeredStatusOf, fromQdrantError } from "../../../../src/core/vectors/qdrant/problems.ts";

const address = parseQdrantAddress("nas/photos");

/** As the client throws it. */
function apiError(status: number, data: unknown, headers: Record<string, string> = {}): Error {
  return Object.assign(new Error("as the server has it"), { status, data, headers: new Headers(headers) });
}

const said = (error: string) => ({ status: { error }, time: 0.1 });

describe("what a server answers, as a person reads it", () => {
  it.each([
    [
      500,
      said("Service internal error: No space left on device: WAL buffer size exceeds available disk space"),
      "FULL",
    ],
    [500, said("Service internal error: IO Error: No space left on device (os error 28)"), "FULL"],
    [500, said("Service internal error: task panicked: Disk quota exceeded (os error 122)"), "FULL"],
    [
      400,
      said("Bad request: Disk usage is at 96% of total capacity, exceeding the configured limit of 95%"),
      "FULL",
    ],
    [
      400,
      said("Bad request: Resident memory usage is at 91% of total memory, exceeding the limit of 90%"),
      "FULL",
    ],
    [507, "", "FULL"],
    [400, said("Wrong input: Vector dimension error: expected dim: 512, got 768"), "UNSUITABLE"],
    [400, said("Wrong input: Not existing vector name error: clip"), "UNSUITABLE"],
    [404, said("Not found: Collection `photos` doesn't exist!"), "UNSUITABLE"],
    [404, "", "UNSUITABLE"],
    [404, "<html>", "UNSUITABLE"],
    [302, "", "UNSUITABLE"],
    [400, said('Bad request: Limit exceeded 5000 > 1000 for "limit". Help: Reduce the "limit"'), "REFUSED"],
    [400, said("Format error in JSON body: missing field `points`"), "REFUSED"],
    [400, said("JSON payload (40000000 bytes) is larger than allowed (limit: 33554432 bytes)."), "REFUSED"],
    [409, said("Wrong input: Collection `photos` already exists!"), "REFUSED"],
    [413, "<html>Request Entity Too Large</html>", "REFUSED"],
    [422, said("Validation error in JSON body: [points: too long]"), "REFUSED"],
    [501, "", "REFUSED"],
    [401, "Invalid API key or JWT", "KEY_REFUSED"],
    [403, said("Forbidden: Global manage access is required"), "KEY_REFUSED"],
    [403, said("Storage locked: a snapshot is being made"), "UNREACHABLE"],
    [408, said("Timeout: Operation 'search' timed out after 60s"), "UNREACHABLE"],
    [429, said("Rate limiting exceeded: Read rate limit exceeded"), "UNREACHABLE"],
    [407, "", "UNREACHABLE"],
    [500, said("Service internal error: task panicked"), "UNREACHABLE"],
    [502, "<html>Bad Gateway</html>", "UNREACHABLE"],
    [503, said("Shard temporarily unavailable: no replica"), "UNREACHABLE"],
    [504, "", "UNREACHABLE"],
    [511, "", "UNREACHABLE"],
  ])("%i %j is VECTOR_STORE_%s", (status, data, code) => {
    const error = fromQdrantError(apiError(status, data), "searching", address, "the-key");
    expect(error.code).toBe(`VECTOR_STORE_${code}`);
    expect(error.message).toMatch(
      new RegExp(`^Searching failed at http://nas:6333/photos: .*${status}.*\\.$`),
    );
    expect(error.message).not.toContain("<html>");
    expect(answeredStatusOf(error)).toBe(status);
  });

  it("is one line, not too long, and never the key", () => {
    const key = fc.stringMatching(/^[!-~]{8,40}$/);
    const words = fc.string({ unit: "binary", maxLength: 2000 });
    const bodies = fc.oneof(
      fc
        .tuple(words, key, words)
        .map(([before, secret, after]) => ({ secret, data: said(before + secret + after) })),
      fc
        .tuple(words, key, words)
        .map(([before, secret, after]) => ({ secret, data: before + secret + after })),
      fc.tuple(fc.jsonValue(), key).map(([data, secret]) => ({ secret, data })),
    );
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), bodies, (status, { secret, data }) => {
        const error = fromQdrantError(apiError(status, data), "searching", address, secret);
        expect(errorCodes).toContain(error.code);
        expect(error.message).not.toMatch(/[\n\r\p{Cc}]/u);
        expect(error.message.length).toBeLessThan(600);
        const ours = fromQdrantError(apiError(status, ""), "searching", address, secret).message;
        if (!ours.includes(secret)) expect(error.message).not.toContain(secret);
        expect(error.cause).not.toHaveProperty("data");
      }),
    );
  });
});

describe("a key at the end of what is shown", () => {
  it("leaves no piece of itself", () => {
    for (let before = 280; before < 302; before++) {
      const data = said(`${"x".repeat(before)}secret-of-the-server`);
      const { message } = fromQdrantError(apiError(400, data), "searching", address, "secret-of-the-server");
      expect(message).not.toContain("secr");
    }
  });
});

describe("what is no answer", () => {
  const network = (code: string, message = "it failed") =>
    Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error(message), { code }) });

  it.each([
    ["ECONNREFUSED", /nothing answers/],
    ["ECONNRESET", /was cut/],
    ["UND_ERR_SOCKET", /was cut/],
    ["ENOTFOUND", /no machine of that name/],
    ["EHOSTUNREACH", /cannot be reached/],
    ["ETIMEDOUT", /in time/],
    ["UND_ERR_CONNECT_TIMEOUT", /in time/],
    ["CERT_HAS_EXPIRED", /has run out/],
    ["SELF_SIGNED_CERT_IN_CHAIN", /NODE_EXTRA_CA_CERTS/],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", /NODE_EXTRA_CA_CERTS/],
    ["ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", /no secure connection/],
    ["ESOMETHING", /connection failed \(ESOMETHING\)/],
  ])("%s", (code, words) => {
    const error = fromQdrantError(network(code), "sending 3 photos", address);
    expect(error).toMatchObject({ code: "VECTOR_STORE_UNREACHABLE", message: expect.stringMatching(words) });
    expect(error.message).toMatch(/^Sending 3 photos failed at http:\/\/nas:6333\/photos: /);
    expect(answeredStatusOf(error)).toBeUndefined();
  });

  it("of a machine with several addresses is told by the first", () => {
    const both = new AggregateError([Object.assign(new Error(""), { code: "ECONNREFUSED" })], "");
    const error = Object.assign(new TypeError("fetch failed"), { cause: both });
    expect(fromQdrantError(error, "searching", address).message).toMatch(/nothing answers/);
  });

  it("passes through what has a code, and says what it does not understand", () => {
    const known = new ShoeboxError("DISK_FULL");
    expect(fromQdrantError(known, "searching", address)).toBe(known);
    expect(fromQdrantError(new RangeError("a key: secret"), "searching", address, "secret")).toMatchObject({
      code: "INTERNAL_ERROR",
      message: "Searching failed at http://nas:6333/photos: RangeError: a key: ***",
    });
  });
});
