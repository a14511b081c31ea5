import { fork } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { jpeg, put } from "../helpers/pictures.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";

const source = resolve(import.meta.dirname, "../../src");

/** The one room that brings something from elsewhere. */
const downloads = /^core\/models\/installing\/download\//;

/** What else names a connection, each for what it is: to itself, or from others. */
const others: Record<string, RegExp> = {
  // The page's own connection to the core that served it, and pictures from there.
  "renderer/api/connection.ts": /^new WebSocket\($/,
  "renderer/duplicates/compare/difference-picture.tsx": /^fetch\($/,
  // `shoebox serve` waits for others to connect to it.
  "cli/serve/web-server.ts": /^createServer$/,
  "cli/serve/websocket.ts": /^(?:STATUS_CODES|WebSocketServer)$/,
  "cli/serve/address.ts": /^isIP$/,
  // The vector database that a person chose, at the address that they gave.
  "core/vectors/qdrant/open-client.ts": /^(?:QdrantClient|fetch\()$/,
  "core/vectors/qdrant/dispatcher.ts": /^(?:Agent|DecoratorHandler|ProxyAgent)$/,
  "core/vectors/qdrant/speaks-tls.ts": /^connect$/,
  "core/vectors/qdrant/address.ts": /^isIPv6$/,
  // It could ask a hub for models; loaded here, it is told not to.
  "core/models/captioners/transformers/library.ts": /^import\("@huggingface\/transformers"\)$/,
  "core/vectors/qdrant/no-proxy.ts": /^(?:BlockList|isIP)$/,
};

const modules =
  "(?:node:)?(?:http|https|http2|net|tls|dns|dgram)(?:/promises)?|undici|ws|axios|got|node-fetch|@qdrant/js-client-rest|@huggingface/transformers";
const imports = new RegExp(`^import (?!type\\b)([^;]*?) from "(?:${modules})"`, "gm");
const dynamicImports = new RegExp(`\\b(?:import|require)\\("(?:${modules})"\\)`, "g");
const calls =
  /(?<![.\w])(?:fetch\(|sendBeacon\(|new (?:WebSocket|EventSource|XMLHttpRequest)\()|\bnet\.(?:fetch|request)\(/g;

/** Everything in a file that could open a connection. */
function reachesOf(text: string): string[] {
  const imported = [...text.matchAll(imports)].flatMap(([, names = ""]) => {
    const list = /^\{(.*)\}$/s.exec(names)?.[1]?.split(",") ?? [names];
    return list.map((name) => name.trim()).filter((name) => name !== "" && !name.startsWith("type "));
  });
  return [...imported, ...(text.match(dynamicImports) ?? []), ...(text.match(calls) ?? [])];
}

/** What a process that does all this wrote down of the network: one of the tests' helpers. */
async function recordOf(helper: string, args: string[], notes: string): Promise<string[]> {
  const record = join(notes, "record");
  const helpers = resolve(import.meta.dirname, "../helpers");
  const child = fork(join(helpers, helper), args, {
    env: { ...process.env, NETWORK_RECORD: record },
    execArgv: ["--import", pathToFileURL(join(helpers, "refuse-network.ts")).href],
  });
  const said: unknown[] = [];
  child.on("message", (message) => said.push(message));
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
  expect(said).toEqual(["done"]);
  return (await readFile(record, "utf8")).split("\n");
}

const isReach = (line: string) => /^(?:connect|send|look up) /.test(line);

describe("the network", () => {
  it("is named in the source only where models are downloaded, a chosen vector database is asked, or the page and its server meet", async () => {
    const files = (await readdir(source, { recursive: true })).filter((name) => /\.tsx?$/.test(name));
    const strangers: string[] = [];
    const met = new Set<string>();
    for (const file of files.map((name) => name.replaceAll("\\", "/"))) {
      for (const reach of reachesOf(await readFile(join(source, file), "utf8"))) {
        met.add(downloads.test(file) ? "downloads" : file);
        if (!downloads.test(file) && !others[file]?.test(reach)) strangers.push(`${file}: ${reach}`);
      }
    }
    expect(strangers).toEqual([]);
    expect([...met].sort()).toEqual(["downloads", ...Object.keys(others)].sort());
  });

  it.each([
    'import { request } from "node:https";',
    'import http from "http";',
    'import {\n  type Agent,\n  get,\n} from "node:http";',
    'const { fetch: go } = await import("undici");',
    "const answer = await fetch(address);",
    "new EventSource(address);",
    "electron.net.request(address);",
  ])("would be noticed in %j", (text) => {
    expect(reachesOf(text)).not.toEqual([]);
  });

  it.each(['import type { IncomingMessage } from "node:http";', "host.prefetch(1)", "this.fetch(2)"])(
    "is not seen in %j",
    (text) => {
      expect(reachesOf(text)).toEqual([]);
    },
  );

  it("is not touched by a core at work, in any of its threads", async () => {
    const [library, folder, notes] = await Promise.all([1, 2, 3].map(() => temporaryDirectory()));
    for (let number = 0; number < 4; number++)
      await put(join(folder as string, `${number}.jpg`), await jpeg(number));
    await put(join(folder as string, "again.jpg"), await jpeg(0));
    const lines = await recordOf("use-everything.ts", [library as string, folder as string], notes as string);
    const threads = new Set(lines.filter((line) => line.startsWith("watching thread ")));
    // This one, a decoder, the model.
    expect(threads.size).toBeGreaterThanOrEqual(3);
    expect(lines.filter(isReach)).toEqual([expect.stringContaining("noticed.invalid")]);
  });

  it("is not touched by captioners of the library that could ask a hub", async () => {
    const lines = await recordOf("write-as-published.ts", [], await temporaryDirectory());
    expect(lines.some((line) => line.startsWith("watching thread "))).toBe(true);
    expect(lines.filter(isReach)).toEqual([]);
  });
});
