import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import tls from "node:tls";
import { describe, expect, it, onTestFinished } from "vitest";
import { parseQdrantAddress } from "../../../../src/core/vectors/qdrant/address.ts";
import { QdrantConnection } from "../../../../src/core/vectors/qdrant/connection.ts";
import { checkServer } from "../../../../src/core/vectors/qdrant/server-check.ts";
import { type CannedAnswer, saying, sayingError, startCannedServer } from "../../../helpers/canned-server.ts";
import {
  certificateOfAnother,
  certificateRunOut,
  ownCertificate,
  type TestCertificate,
} from "../../../helpers/certificates.ts";
import { describeOnQdrant } from "../../../helpers/real-qdrant.ts";

function check(address: string, apiKey?: string, collection?: string): Promise<{ version: string }> {
  const connection = new QdrantConnection({
    address: parseQdrantAddress(address),
    apiKey,
    patience: { backoffMillis: 1 },
  });
  onTestFinished(() => connection.close());
  return checkServer(connection, collection === undefined ? {} : { collection });
}

const root = (version: string) => ({ title: "qdrant - vector search engine", version, commit: "db8fa43" });

/** What Qdrant 1.18.3 answers to the questions of a check, one of them otherwise. */
function answersOf(version: string, others: Record<string, CannedAnswer> = {}): CannedAnswer {
  const answers: Record<string, CannedAnswer> = {
    "GET /": saying(200, root(version)),
    "GET /collections": saying(200, { result: { collections: [] }, status: "ok", time: 0 }),
    "POST /collections/aliases": saying(200, { result: true, status: "ok", time: 0 }),
    ...others,
  };
  return (request, response) => {
    const path = (request.url ?? "").replace(/\?.*/, "");
    (answers[`${request.method} ${path}`] ?? saying(404))(request, response);
  };
}

async function checkAnswers(answer: CannedAnswer, apiKey?: string, collection?: string) {
  const server = await startCannedServer(answer);
  return check(server.address, apiKey, collection);
}

describe("a server that is no Qdrant", () => {
  it.each([
    [
      "a web page",
      saying(200, "<!doctype html><title>Sign in</title>", { "content-type": "text/html" }),
      /a web page/,
    ],
    [
      "a page of an error",
      saying(404, "<html>Not found</html>", { "content-type": "text/html" }),
      /no Qdrant.*404/,
    ],
    [
      "another program",
      saying(200, { name: "es01", version: { number: "8.1.0" }, tagline: "You Know" }),
      /another pr/,
    ],
    [
      "another program with a version",
      saying(200, { title: "weaviate", version: "1.30.0" }),
      /another program/,
    ],
    ["text", saying(200, "Hello"), /text/],
    ["nothing", saying(200, ""), /no Qdrant/],
    ["null", saying(200, "null", { "content-type": "application/json" }), /no Qdrant/],
    ["nothing at all", saying(204), /no Qdrant/],
    ["a list", saying(200, "[1,2]", { "content-type": "application/json" }), /another program/],
    ["no", saying(405, "Method not allowed"), /405/],
    ["a sign-in page elsewhere", saying(302, "", { location: "/login?next=/" }), /302: one is sent on/],
    [
      "https elsewhere",
      saying(301, "", { location: "https://nas.example/" }),
      /sent on to https:\/\/nas\.example\//,
    ],
  ])("is told by what it says: %s", async (_name, answer, words) => {
    await expect(checkAnswers(answer)).rejects.toMatchObject({
      code: expect.stringMatching(/^VECTOR_STORE_(?:UNSUITABLE|REFUSED)$/),
      message: expect.stringMatching(words),
    });
  });

  it.each([
    [
      "speaks gRPC",
      Buffer.from("000012040000000000000300000080000400010000000500ffffff", "hex"),
      /gRPC port.*6333/,
    ],
    ["speaks https", Buffer.from("15030300020232", "hex"), /begin the address with https:\/\//],
    ["speaks something else", Buffer.from("SSH-2.0-OpenSSH_9.6\r\n"), /no web server/],
  ])("%s", async (_name, bytes, words) => {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.end(bytes);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    await expect(check(`127.0.0.1:${port}`)).rejects.toMatchObject({
      code: "VECTOR_STORE_UNSUITABLE",
      message: expect.stringMatching(words),
    });
  });

  it("is nobody: refused, or of a name that nobody has", async () => {
    await expect(check("http://127.0.0.1:2")).rejects.toMatchObject({
      code: "VECTOR_STORE_UNREACHABLE",
      message: expect.stringContaining("Connecting failed at http://127.0.0.1:2: nothing answers there"),
    });
    await expect(check("http://no-such-machine.invalid")).rejects.toMatchObject({
      code: "VECTOR_STORE_UNREACHABLE",
      message: expect.stringMatching(/no machine of that name can be found/),
    });
    await expect(check("http://127.0.0.1:22")).rejects.toMatchObject({
      code: "VECTOR_STORE_UNSUITABLE",
      message: expect.stringMatching(/port 22 is set aside/),
    });
  });
});

describe("a server that was away", () => {
  it("is looked for at once by a check, whenever the next look is planned", async () => {
    let isGone = true;
    const server = await startCannedServer((request, response) =>
      isGone ? request.socket.destroy() : answersOf("1.18.3")(request, response),
    );
    const address = parseQdrantAddress(server.address);
    const connection = new QdrantConnection({ address, patience: { probePauseMillis: 3_600_000 } });
    onTestFinished(() => connection.close());
    await connection.probeNow();
    await expect(checkServer(connection)).rejects.toMatchObject({ code: "VECTOR_STORE_UNREACHABLE" });
    expect(connection.state).toBe("away");
    isGone = false;
    await expect(checkServer(connection)).resolves.toEqual({ version: "1.18.3" });
    expect(connection.state).toBe("connected");
  });
});

describe("a server's version", () => {
  it.each(["1.18.0", "1.18.3", "1.19.0", "2.0.0", "1.18.0-dev", "v1.18.1", "1.100.0", "dev", "nightly-2026"])(
    "%s will do",
    async (version) => {
      await expect(checkAnswers(answersOf(version))).resolves.toEqual({ version });
    },
  );

  it.each(["1.17.9", "1.9.0", "0.99.99", "1.17.0-dev", "1.2"])(
    "%s is too old, and both are named",
    async (version) => {
      await expect(checkAnswers(answersOf(version))).rejects.toMatchObject({
        code: "VECTOR_STORE_UNSUITABLE",
        message: expect.stringMatching(
          new RegExp(`is version ${version.replaceAll(".", "\\.")}; .*1\\.18\\.0 or newer`),
        ),
      });
    },
  );
});

describe("a key", () => {
  // The words of Qdrant 1.18.3, as it said them.
  const mustProvide = saying(401, "Must provide an API key or an Authorization bearer token");
  const invalid = saying(401, "Invalid API key or JWT");
  const readOnly = sayingError(403, "Forbidden: Global manage access is required");
  const scoped = sayingError(403, "Forbidden: Global access is required");

  it("is missing, or wrong", async () => {
    await expect(
      checkAnswers(answersOf("1.18.3", { "GET /collections": mustProvide })),
    ).rejects.toMatchObject({
      code: "VECTOR_STORE_KEY_REFUSED",
      message: expect.stringMatching(/wants a key, and none was given/),
    });
    const wrong = checkAnswers(answersOf("1.18.3", { "GET /collections": invalid }), "wrong");
    await expect(wrong).rejects.toMatchObject({
      code: "VECTOR_STORE_KEY_REFUSED",
      message: expect.stringMatching(/does not take this key/),
    });
    // A proxy that asks for the key itself.
    await expect(checkAnswers(saying(401))).rejects.toMatchObject({ code: "VECTOR_STORE_KEY_REFUSED" });
    await expect(checkAnswers(saying(403))).rejects.toMatchObject({ code: "VECTOR_STORE_KEY_REFUSED" });
  });

  it("that may only read is found before anything is begun, and nothing was changed", async () => {
    const server = await startCannedServer(answersOf("1.18.3", { "POST /collections/aliases": readOnly }));
    await expect(check(server.address, "read-only")).rejects.toMatchObject({
      code: "VECTOR_STORE_KEY_REFUSED",
      message: `The key may only read at ${server.address}: give one that may write.`,
    });
  });

  it("for one collection is good for that one", async () => {
    const answers = answersOf("1.18.3", {
      "POST /collections/aliases": scoped,
      "POST /collections/mine/points/delete": sayingError(400, "Bad request: Empty update request"),
      "POST /collections/read/points/delete": sayingError(
        403,
        "Forbidden: Write access to collection read is required",
      ),
      "POST /collections/other/points/delete": sayingError(
        403,
        "Forbidden: Access to collection other is required",
      ),
      "POST /collections/none/points/delete": sayingError(404, "Not found: Collection `none` doesn't exist!"),
    });
    await expect(checkAnswers(answers, "key", "mine")).resolves.toBeDefined();
    for (const [collection, words] of [
      ["read", "may only read"],
      ["other", "may not use the collection other"],
      ["none", "may not make collections, and there is no collection none yet"],
      [undefined, "may only read"],
    ] as const) {
      await expect(checkAnswers(answers, "key", collection)).rejects.toMatchObject({
        code: "VECTOR_STORE_KEY_REFUSED",
        message: expect.stringContaining(words),
      });
    }
  });
});

describe("a server behind TLS", () => {
  function trust({ cert }: TestCertificate): void {
    const trusted = tls.getCACertificates();
    onTestFinished(() => tls.setDefaultCACertificates(trusted));
    tls.setDefaultCACertificates([...trusted, cert]);
  }

  it("is used where its certificate is trusted", async () => {
    trust(ownCertificate);
    const server = await startCannedServer(answersOf("1.18.3"), ownCertificate);
    await expect(check(server.address, "key")).resolves.toEqual({ version: "1.18.3" });
  });

  it("signed by nobody this machine trusts is refused, with what helps", async () => {
    const server = await startCannedServer(answersOf("1.18.3"), ownCertificate);
    await expect(check(server.address, "key")).rejects.toMatchObject({
      code: "VECTOR_STORE_UNREACHABLE",
      message: expect.stringMatching(/cannot prove who it is.*NODE_EXTRA_CA_CERTS=FILE/),
    });
    expect(server.requests).toEqual([]);
  });

  it.each([
    ["of another machine", certificateOfAnother, /is for another name than the one in the address/],
    ["that has run out", certificateRunOut, /has run out/],
  ])("with a certificate %s is refused in words", async (_name, certificate, words) => {
    trust(certificate);
    const server = await startCannedServer(answersOf("1.18.3"), certificate);
    await expect(check(server.address)).rejects.toMatchObject({
      code: "VECTOR_STORE_UNREACHABLE",
      message: expect.stringMatching(words),
    });
  });

  it("is told of by a proxy that answers in plain text, too", async () => {
    const page = "<html><h1>400 Bad Request</h1>The plain HTTP request was sent to HTTPS port</html>";
    await expect(checkAnswers(saying(400, page))).rejects.toMatchObject({ code: "VECTOR_STORE_REFUSED" });
  });

  it("is not asked over http, nor one without it over https", async () => {
    const plain = await startCannedServer(answersOf("1.18.3"));
    await expect(check(plain.address.replace("http:", "https:"))).rejects.toMatchObject({
      code: "VECTOR_STORE_UNSUITABLE",
      message: expect.stringMatching(/speaks http, not https/),
    });
    const secure = await startCannedServer(answersOf("1.18.3"), ownCertificate);
    await expect(check(`http://localhost:${secure.port}`)).rejects.toMatchObject({
      code: "VECTOR_STORE_UNSUITABLE",
      message: expect.stringMatching(/speaks https, not http: begin the address with https:\/\//),
    });
  });
});

describe("a server behind a proxy that serves a folder", () => {
  it("is asked in that folder", async () => {
    const server = await startCannedServer((request, response) => {
      request.url = (request.url ?? "").replace(/^\/qdrant/, "");
      answersOf("1.18.3")(request, response);
    });
    await expect(check(`${server.address}/qdrant/`)).resolves.toEqual({ version: "1.18.3" });
    expect(server.requests.map(({ path }) => path.replace(/\?.*/, ""))).toEqual([
      "/qdrant/",
      "/qdrant/collections",
      "/qdrant/collections/aliases",
    ]);
  });
});

describeOnQdrant("a check of a real server", ({ url, apiKey }) => {
  it("finds its version, and changes nothing", async () => {
    const { version } = await check(url, apiKey);
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
  });

  it("finds no Qdrant in a folder of it", async () => {
    await expect(check(`${url}/folder`, apiKey)).rejects.toMatchObject({
      code: "VECTOR_STORE_UNSUITABLE",
      message: expect.stringMatching(/no Qdrant under this address \(404\)/),
    });
  });

  const readOnlyKey = process.env.SHOEBOX_QDRANT_TEST_READ_ONLY_KEY;
  it(
    readOnlyKey
      ? "refuses a key that may only read"
      : "NOT TESTED, for want of SHOEBOX_QDRANT_TEST_READ_ONLY_KEY",
    async () => {
      if (!readOnlyKey) {
        console.warn("NOT TESTED: SHOEBOX_QDRANT_TEST_READ_ONLY_KEY names no key that may only read");
        return;
      }
      await expect(check(url, readOnlyKey)).rejects.toMatchObject({
        code: "VECTOR_STORE_KEY_REFUSED",
        message: expect.stringContaining("may only read"),
      });
      await expect(check(url)).rejects.toThrow(/none was given/);
      await expect(check(url, "not the key")).rejects.toThrow(/does not take this key/);
    },
  );
});
