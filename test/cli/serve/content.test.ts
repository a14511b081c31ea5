import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { Job, ShoeboxClient } from "../../../src/contract/index.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { photoCount, type ServedLibrary, serveLibrary } from "./served-library.ts";

let server: ServedLibrary;
let socket: WebSocket;
let client: ShoeboxClient;

beforeAll(async () => {
  server = await serveLibrary();
  const headers = { Cookie: server.cookie, Origin: `http://127.0.0.1:${server.port}` };
  socket = new WebSocket(`ws://127.0.0.1:${server.port}/rpc`, { headers });
  client = createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
  const [job] = await client.jobs.list({});
  if (job) await followToEnd(job);
});

afterAll(async () => {
  socket.close();
  await server.close();
});

async function followToEnd({ jobId }: Job): Promise<Job[]> {
  const seen: Job[] = [];
  for await (const job of await client.jobs.progress({ jobId })) seen.push(job);
  return seen;
}

describe("the API over the WebSocket", () => {
  test("answers a typed client", async () => {
    const stats = await client.library.stats();
    expect(stats).toMatchObject({
      photos: photoCount,
      vectors: photoCount,
      roots: [{ path: server.photos }],
    });
  });

  test("sends progress until the job has ended", async () => {
    const more = join(server.scratch, "more");
    await put(join(more, "new.jpg"), await jpeg(31));
    await put(join(more, "again.jpg"), await jpeg(0));
    const seen = await followToEnd(await client.jobs.index({ directories: [more] }));
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toMatchObject({ state: "done", ledger: { found: 2, indexed: 1, duplicate: 1 } });
  });

  test("carries errors with their code and what to do", async () => {
    const asked = client.jobs.index({ directories: [join(server.scratch, "nowhere")] });
    await expect(asked).rejects.toMatchObject({
      code: "DIR_NOT_FOUND",
      data: { path: join(server.scratch, "nowhere"), remedy: expect.any(String) },
    });
  });

  test("closes with 1009 on a message beyond its limit, and goes on serving others", async () => {
    const headers = { Authorization: `Bearer ${server.token}` };
    const flood = new WebSocket(`ws://127.0.0.1:${server.port}/rpc`, { headers });
    const code = await new Promise((resolve) => {
      flood.on("open", () => flood.send("x".repeat(2 * 1024 * 1024)));
      flood.on("close", resolve);
      flood.on("error", () => {});
    });
    expect(code).toBe(1009);
    expect(await client.library.stats()).toBeTruthy();
  });
});

describe("media", () => {
  async function assetOf(name: string): Promise<number> {
    const { results } = await client.search.text({ query: "anything", limit: 100 });
    const found = results.find(({ path }) => path === join(server.photos, name));
    if (!found) throw new Error(`${name} is not in the library.`);
    return found.assetId;
  }

  test("a thumbnail is a WebP of the photo", async () => {
    const { status, headers, body } = await server.ask(`/media/thumbnail/${await assetOf("1.jpg")}`);
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("image/webp");
    expect(await sharp(body).metadata()).toMatchObject({ format: "webp", width: 120, height: 80 });
  });

  test("an original is the file's own bytes", async () => {
    const { headers, body } = await server.ask(`/media/original/${await assetOf("1.jpg")}`);
    expect(headers["content-type"]).toBe("image/jpeg");
    expect(body.equals(await readFile(join(server.photos, "1.jpg")))).toBe(true);
  });

  test("a version that the page holds is not sent again", async () => {
    const path = `/media/original/${await assetOf("1.jpg")}`;
    const { headers } = await server.ask(path);
    const again = await server.ask(path, { headers: { "If-None-Match": headers.etag } });
    expect(again.status).toBe(304);
    expect(again.body).toHaveLength(0);
    expect((await server.ask(path, { headers: { "If-None-Match": '"other"' } })).status).toBe(200);
  });

  test.each([
    ["bytes=10-19", 206, 10, 20],
    ["bytes=10-", 206, 10, undefined],
    ["bytes=-5", 206, -5, undefined],
    ["bytes=0-999999999", 206, 0, undefined],
    ["bytes=0-1,5-6", 200, 0, undefined],
    ["bytes=9-1", 200, 0, undefined],
    ["lines=1-2", 200, 0, undefined],
  ])("Range: %s", async (range, status, start, end) => {
    const whole = await readFile(join(server.photos, "1.jpg"));
    const path = `/media/original/${await assetOf("1.jpg")}`;
    const answer = await server.ask(path, { headers: { Range: range } });
    expect(answer.status).toBe(status);
    expect(answer.body.equals(whole.subarray(start, end))).toBe(true);
    expect(answer.headers["content-length"]).toBe(String(answer.body.length));
  });

  test("a range past the end is unsatisfiable", async () => {
    const path = `/media/original/${await assetOf("1.jpg")}`;
    const { status, headers } = await server.ask(path, { headers: { Range: "bytes=99999999-" } });
    expect(status).toBe(416);
    expect(headers["content-range"]).toMatch(/^bytes \*\/\d+$/);
  });

  test("a range of another version gets the whole", async () => {
    const path = `/media/original/${await assetOf("1.jpg")}`;
    const headers = { Range: "bytes=0-1", "If-Range": '"other"' };
    expect((await server.ask(path, { headers })).status).toBe(200);
  });

  test("HEAD tells the length and sends nothing", async () => {
    const path = `/media/original/${await assetOf("1.jpg")}`;
    const { status, headers, body } = await server.ask(path, { method: "HEAD" });
    expect(status).toBe(200);
    expect(headers["content-length"]).toBe(String((await readFile(join(server.photos, "1.jpg"))).length));
    expect(body).toHaveLength(0);
  });

  test("a photo whose file is gone has its thumbnail, and no original", async () => {
    const assetId = await assetOf("3.jpg");
    await rm(join(server.photos, "3.jpg"));
    expect((await server.ask(`/media/thumbnail/${assetId}`)).status).toBe(200);
    expect((await server.ask(`/media/original/${assetId}`)).status).toBe(404);
  });
});

describe("the page", () => {
  test("comes with a policy that lets nothing in from elsewhere", async () => {
    const { headers } = await server.ask("/");
    const policy = String(headers["content-security-policy"]);
    const directives = new Map(
      policy.split("; ").map((directive) => {
        const [name = "", ...sources] = directive.split(" ");
        return [name, sources];
      }),
    );
    expect(directives.get("default-src")).toEqual(["'none'"]);
    expect(directives.get("script-src")).toEqual(["'self'"]);
    expect(directives.get("connect-src")).toEqual(["'self'", `ws://127.0.0.1:${server.port}`]);
    for (const name of ["frame-ancestors", "base-uri", "form-action"]) {
      expect(directives.get(name)).toEqual(["'none'"]);
    }
    expect(policy).not.toContain("unsafe");
    expect(policy).not.toContain("*");
  });

  test("its policy's nonce is used once, and stands in the page", async () => {
    const pages = await Promise.all([server.ask("/"), server.ask("/")]);
    const nonces = pages.map(({ headers, body }) => {
      const [, nonce = ""] = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"])) ?? [];
      expect(body.toString()).toContain(nonce);
      expect(body.toString()).not.toContain("__SHOEBOX_NONCE__");
      return nonce;
    });
    expect(new Set(nonces).size).toBe(2);
  });

  test("everything comes with the headers that keep other sites out", async () => {
    for (const path of ["/", "/media/thumbnail/1", "/nowhere"]) {
      const { headers } = await server.ask(path);
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "x-frame-options": "DENY",
      });
      expect(headers["content-security-policy"]).toContain("default-src 'none'");
      expect(headers["permissions-policy"]).toContain("camera=()");
    }
  });

  test("its files are there, and kept for good since their names change with them", async () => {
    const page = (await server.ask("/")).body.toString();
    const assets = [...page.matchAll(/(?:src|href)="\.?(\/assets\/[^"]+)"/g)].map(([, path]) => String(path));
    expect(assets.length).toBeGreaterThan(0);
    for (const path of assets) {
      const { status, headers } = await server.ask(path);
      expect(status).toBe(200);
      expect(headers["cache-control"]).toContain("immutable");
      expect((await server.ask(path, { headers: { "If-None-Match": headers.etag } })).status).toBe(304);
    }
  });
});

test.each([
  "/../package.json",
  "/assets/../../main/cli.js",
  "/..%2f..%2fpackage.json",
  "/%2e%2e/%2e%2e/package.json",
  "/assets/..%5c..%5cpackage.json",
  "/assets/",
  "/assets",
  "/media/original/..%2f..%2fetc%2fpasswd",
  "/media/original//etc/passwd",
  "/media/original/1/../../../etc/passwd",
  "/media/original/-1",
  "/media/original/01",
  "/media/secret/1",
  "/media/",
  "/media/original/999999",
  "//etc/passwd",
  "http://127.0.0.1/etc/passwd",
  "*",
])("%s leads nowhere", async (path) => {
  const { status, headers, body } = await server.ask(path);
  expect([400, 404]).toContain(status);
  expect(headers["content-type"]).toContain("application/json");
  expect(JSON.parse(body.toString())).toHaveProperty("error.code");
});
