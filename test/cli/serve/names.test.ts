import { hostname } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { hostNameIn, ownHosts, parseHost } from "../../../src/cli/serve/address.ts";
import { start } from "../../helpers/command-line.ts";
import { ask } from "../../helpers/http.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { type ServedLibrary, serveLibrary } from "./served-library.ts";

const [label = ""] = hostname().split(".");

describe("the names by which a server may be asked", () => {
  const hosts = ownHosts({
    host: "0.0.0.0",
    port: 4117,
    allowedHosts: ["photos.example.org", "Bücher.example."],
  });

  test.each([
    `${label}.local:4117`,
    `${label.toUpperCase()}.LOCAL:4117`,
    `${label}.local.:4117`,
    `${label}:4117`,
    "localhost:4117",
    "127.0.0.1:4117",
    "[::1]:4117",
    "photos.example.org",
    "photos.example.org:4117",
    "PHOTOS.example.org.:8443",
    "xn--bcher-kva.example:4117",
  ])("%s is one of its own", (host) => {
    expect(hosts.isOurs(host)).toBe(true);
  });

  test.each([
    "evil.example:4117",
    `${label}.local`,
    `${label}.local:4118`,
    `${label}.local.evil.example:4117`,
    `evil-${label}.local:4117`,
    "other.local:4117",
    "photos.example.org.evil.example",
    "evil.example@photos.example.org",
    "photos.example.org:99999",
    "photos.example.org/x",
    "photos.example.org photos.example.org",
    "",
    ":4117",
  ])("%s is none", (host) => {
    expect(hosts.isOurs(host)).toBe(false);
  });

  test("port 80 need not be said", () => {
    expect(ownHosts({ host: "127.0.0.1", port: 80 }).isOurs("localhost")).toBe(true);
    expect(ownHosts({ host: "127.0.0.1", port: 4117 }).isOurs("localhost")).toBe(false);
  });

  test("are given alone: no pattern, no address", () => {
    expect(hostNameIn("Photos.Example.org.")).toBe("photos.example.org");
    expect(hostNameIn("nas")).toBe("nas");
    for (const wrong of ["*", "*.example.org", "http://nas", "nas:80", "nas/x", "a b", "", "user@nas"]) {
      expect(hostNameIn(wrong), wrong).toBeUndefined();
    }
  });

  test("are parsed like addresses", () => {
    expect(parseHost("NAS.local.:81")).toEqual({ name: "nas.local", port: 81 });
    expect(parseHost("[::1]")).toEqual({ name: "::1", port: 80 });
  });
});

describe("a server with --allow-host", () => {
  let server: ServedLibrary;

  beforeAll(async () => {
    server = await serveLibrary("--allow-host", "photos.example.org", "--allow-host", "nas.home.arpa");
  });
  afterAll(() => server.close());

  const status = async (host: string) => (await server.ask("/", { headers: { Host: host } })).status;

  test("answers to each of these names, and to NAME.local", async () => {
    const names = ["photos.example.org", "nas.home.arpa:8080", `${label}.local:${server.port}`];
    expect(await Promise.all(names.map(status))).toEqual([200, 200, 200]);
    const login = await ask(server.port, `/?token=${server.token}`, {
      headers: { Host: "photos.example.org" },
    });
    expect([login.status, login.headers["set-cookie"]?.length]).toEqual([303, 1]);
  });

  test("refuses all others, and says how a name that is one's own is let in", async () => {
    const { status: code, body } = await server.ask("/", { headers: { Host: "rebound.example" } });
    expect(code).toBe(403);
    expect(JSON.parse(body.toString()).error).toEqual({
      code: "PERMISSION_DENIED",
      message:
        "This server does not go by the name rebound.example. If it is yours, start Shoebox with `--allow-host rebound.example`.",
    });
    const headers = { Host: "rebound.example", Accept: "text/html" };
    const page = await ask(server.port, "/", { headers });
    expect([page.status, page.headers["content-type"]]).toEqual([403, "text/html; charset=utf-8"]);
    expect(page.body.toString()).toContain("--allow-host rebound.example");
    expect(page.body.toString()).not.toContain(server.token);
  });

  test("says nothing again of what cannot be a name", async () => {
    const headers = { Host: "<script>alert(1)</script>", Accept: "text/html" };
    const { status: code, body } = await ask(server.port, "/", { headers });
    expect([400, 403]).toContain(code);
    expect(body.toString()).not.toContain("<script>");
  });

  test("lets the page of an allowed name connect, also through a proxy that speaks HTTPS, and no other", async () => {
    const handshake = (host: string, origin: string) =>
      new Promise<number>((resolve, reject) => {
        const headers = { Cookie: server.cookie, Host: host, Origin: origin };
        const socket = new WebSocket(`ws://127.0.0.1:${server.port}/rpc`, { headers });
        socket.on("unexpected-response", (_, response) => resolve(response.statusCode ?? 0));
        socket.on("error", reject);
        socket.on("open", () => {
          socket.close();
          resolve(101);
        });
      });
    expect(await handshake("photos.example.org", "http://photos.example.org")).toBe(101);
    expect(await handshake("photos.example.org", "https://photos.example.org")).toBe(101);
    expect(await handshake("photos.example.org", "https://nas.home.arpa")).toBe(403);
    expect(await handshake("rebound.example", "http://rebound.example")).toBe(403);
  });
});

test("a name that is none is wrong usage", async () => {
  const library = join(await temporaryDirectory(), "library");
  for (const wrong of ["http://photos.example.org", "*.example.org"]) {
    const { exitCode, stderr } = await start(["serve", "--allow-host", wrong, "--library", library]).ended;
    expect(exitCode).toBe(2);
    expect(stderr).toContain("Give the name alone");
  }
});
