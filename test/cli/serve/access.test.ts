import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { start } from "../../helpers/command-line.ts";
import { ask } from "../../helpers/http.ts";
import { type ServedLibrary, serveLibrary } from "./served-library.ts";

let server: ServedLibrary;

beforeAll(async () => {
  server = await serveLibrary();
});

afterAll(() => server.close());

const paths = ["/", "/media/thumbnail/1", "/media/original/1", "/assets/index.js", "/rpc", "/nowhere"];

describe("without the token", () => {
  test.each(paths)("%s is refused", async (path) => {
    const { status, body } = await ask(server.port, path);
    expect(status).toBe(401);
    expect(JSON.parse(body.toString())).toMatchObject({ error: { code: "PERMISSION_DENIED" } });
  });

  test("a browser is told to use the address in the terminal", async () => {
    const { status, headers, body } = await ask(server.port, "/", { headers: { Accept: "text/html" } });
    expect(status).toBe(401);
    expect(headers["content-type"]).toContain("text/html");
    expect(body.toString()).toContain("terminal");
    expect(body.toString()).not.toContain(server.token);
  });

  test.each([
    [
      "a wrong token in the address",
      (token: string) => ({ path: `/?token=${token.slice(1)}x`, headers: {} }),
    ],
    [
      "a shortened token in the address",
      (token: string) => ({ path: `/?token=${token.slice(1)}`, headers: {} }),
    ],
    ["a wrong cookie", () => ({ path: "/", headers: { Cookie: `shoebox_token_${server.port}=wrong` } })],
    [
      "the cookie of a server on another port",
      (token: string) => ({ path: "/", headers: { Cookie: `shoebox_token_1=${token}` } }),
    ],
    ["a wrong bearer", (token: string) => ({ path: "/", headers: { Authorization: `Bearer ${token}x` } })],
  ])("%s is refused", async (_, wrong) => {
    const { path, headers } = wrong(server.token);
    expect((await ask(server.port, path, { headers })).status).toBe(401);
  });
});

describe("with the token", () => {
  test("the printed address sets a strict cookie and leads to the page, the token gone from the address", async () => {
    const { pathname, search, port } = new URL(server.url);
    const { status, headers } = await ask(Number(port), pathname + search);
    expect(status).toBe(303);
    expect(headers.location).toBe("/");
    const [cookie = ""] = headers["set-cookie"] ?? [];
    expect(cookie).toMatch(/; HttpOnly(;|$)/);
    expect(cookie).toMatch(/; SameSite=Strict(;|$)/);
    const [pair = ""] = cookie.split(";");
    const page = await ask(server.port, "/", { headers: { Cookie: pair } });
    expect(page.status).toBe(200);
    expect(page.headers["content-type"]).toContain("text/html");
  });

  test("is 256 random bits", () => {
    expect(Buffer.from(server.token, "base64url")).toHaveLength(32);
  });

  test("a program may send it as a bearer", async () => {
    const headers = { Authorization: `Bearer ${server.token}` };
    expect((await ask(server.port, "/", { headers })).status).toBe(200);
  });

  test("SHOEBOX_TOKEN chooses it, and may not be weak", async () => {
    const library = join(server.scratch, "unopened");
    const args = ["serve", "--port", "0", "--library", library];
    const weak = await start(args, { env: { SHOEBOX_TOKEN: "secret" } }).ended;
    expect(weak).toMatchObject({ exitCode: 2, stdout: "" });
    expect(weak.stderr).toContain("SHOEBOX_TOKEN");
    expect(existsSync(library)).toBe(false);
  });
});

describe("requests that come from elsewhere are refused, cookie or not", () => {
  test.each(["evil.example", "evil.example:80", "127.0.0.1:1", "127.0.0.1"])("Host: %s", async (host) => {
    expect((await server.ask("/", { headers: { Host: host } })).status).toBe(403);
    const login = await ask(server.port, `/?token=${server.token}`, { headers: { Host: host } });
    expect(login.status).toBe(403);
    expect(login.headers["set-cookie"]).toBeUndefined();
  });

  test("its own names are welcome", async () => {
    for (const name of ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"]) {
      expect((await server.ask("/", { headers: { Host: `${name}:${server.port}` } })).status).toBe(200);
    }
  });

  test.each(["http://evil.example", "null", "http://127.0.0.1:1"])("Origin: %s", async (origin) => {
    for (const method of ["GET", "POST"]) {
      expect((await server.ask("/", { method, headers: { Origin: origin } })).status).toBe(403);
    }
  });

  test.each(["cross-site", "same-site"])("embedded %s", async (site) => {
    const headers = { "Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors" };
    expect((await server.ask("/", { headers })).status).toBe(403);
    const own = { "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "no-cors" };
    expect((await server.ask("/", { headers: own })).status).toBe(200);
  });

  test("a change without an Origin", async () => {
    expect((await server.ask("/", { method: "POST" })).status).toBe(403);
  });

  test("a method that is not answered is named as such to our own page", async () => {
    const headers = { Origin: `http://127.0.0.1:${server.port}` };
    const { status, headers: answered } = await server.ask("/", { method: "POST", headers });
    expect(status).toBe(405);
    expect(answered.allow).toBe("GET, HEAD");
  });
});

describe("the WebSocket", () => {
  /** The status with which the handshake is refused, or 101. */
  function handshake(path: string, headers: Record<string, string>): Promise<number> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers });
      socket.on("unexpected-response", (_, response) => resolve(response.statusCode ?? 0));
      socket.on("error", reject);
      socket.on("open", () => {
        socket.close();
        resolve(101);
      });
    });
  }

  const own = () => `http://127.0.0.1:${server.port}`;

  test("opens for the page, and for a program with the token", async () => {
    expect(await handshake("/rpc", { Cookie: server.cookie, Origin: own() })).toBe(101);
    expect(await handshake("/rpc", { Authorization: `Bearer ${server.token}` })).toBe(101);
  });

  test("is refused without the cookie", async () => {
    expect(await handshake("/rpc", { Origin: own() })).toBe(401);
  });

  test("is refused to other origins, whatever they bring", async () => {
    for (const Origin of ["http://evil.example", "http://127.0.0.1:1", "null"]) {
      expect(await handshake("/rpc", { Cookie: server.cookie, Origin })).toBe(403);
      expect(await handshake("/rpc", { Authorization: `Bearer ${server.token}`, Origin })).toBe(403);
    }
  });

  test("is refused with a cookie and no Origin, which no browser sends", async () => {
    expect(await handshake("/rpc", { Cookie: server.cookie })).toBe(403);
  });

  test("is refused for another Host", async () => {
    expect(await handshake("/rpc", { Cookie: server.cookie, Origin: own(), Host: "evil.example" })).toBe(403);
  });

  test("is nowhere else", async () => {
    expect(await handshake("/", { Cookie: server.cookie, Origin: own() })).toBe(404);
  });
});
