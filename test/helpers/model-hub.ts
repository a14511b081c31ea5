import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

const testModels = join(import.meta.dirname, "../models");

/** Folders of the tests' models, by the repositories that they are published in. */
const folders = new Map([
  ["tests/drawings-again", "drawings"],
  ["tests/captioner-again", "captioner-small"],
]);

/** How a request is answered wrongly: a status, or what happens half-way through the bytes. */
export type HubFault = number | "drop" | "stall" | "wrong-bytes";

/** The public hub, as far as a download can tell: it serves the model of the tests from 127.0.0.1, and misbehaves. */
export class ModelHub {
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  /** Taken in order by the requests that come. */
  readonly faults: HubFault[] = [];
  /** Of every request whose path ends so. */
  readonly faultsOf = new Map<string, HubFault>();
  readonly requests: { path: string; range: string | undefined }[] = [];

  static async start(): Promise<ModelHub> {
    const hub = new ModelHub();
    await new Promise<void>((resolve) => hub.#server.listen(0, "127.0.0.1", resolve));
    return hub;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path } = new URL(request.url ?? "/", this.address);
    const { range } = request.headers;
    this.requests.push({ path, range });
    const named = [...this.faultsOf].find(([end]) => path.endsWith(end))?.[1];
    const fault = named ?? this.faults.shift();
    const [, repository = "", file = ""] = /^\/([^/]+\/[^/]+)\/resolve\/main\/(.+)$/.exec(path) ?? [];
    const folder = folders.get(repository);
    if (typeof fault === "number" || folder === undefined) {
      response.writeHead(typeof fault === "number" ? fault : 404).end();
      return;
    }
    const bytes = await readFile(join(testModels, folder, file));
    if (fault === "wrong-bytes") bytes.reverse();
    const start = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
    const body = bytes.subarray(start);
    response.writeHead(range === undefined ? 200 : 206, {
      "content-length": body.length,
      etag: '"1"',
      ...(range === undefined
        ? {}
        : { "content-range": `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
    });
    if (fault === undefined || fault === "wrong-bytes") response.end(body);
    else {
      response.write(body.subarray(0, body.length / 2), () => {
        if (fault === "drop") setImmediate(() => request.socket.destroy());
      });
    }
  }
}

/** The models that the hub publishes beside those that ship with the tests: the same weights, said to be others. */
export const published = { id: "drawings-again", name: "Drawings again" };
export const publishedCaptioner = { id: "captioner-again", name: "Sentences again" };

/**
 * A folder of models for `SHOEBOX_MODELS`: the model of the tests, and a published one with the same files.
 * @returns the environment that makes Shoebox use it and the hub
 */
export async function modelsWithPublished(directory: string, hub: ModelHub): Promise<Record<string, string>> {
  const [drawings] = await testEntries("manifest.json");
  await cp(join(testModels, "drawings"), join(directory, "drawings"), { recursive: true });
  await writeManifest(directory, [drawings, publishedAs(published, drawings)]);
  return { SHOEBOX_MODELS: directory, HF_ENDPOINT: hub.address };
}

/** The same, with a captioner that ships and one that is published: however unsure they are, what they say is kept. */
export async function captionersWithPublished(
  directory: string,
  hub: ModelHub,
): Promise<Record<string, string>> {
  const [drawings, measured] = await testEntries("with-captioner/manifest.json");
  const captioner = { ...measured, confidence: null };
  const here = [
    { ...drawings, directory: "drawings" },
    { ...captioner, directory: "captioner-small" },
  ];
  for (const folder of folders.values()) {
    await cp(join(testModels, folder), join(directory, folder), { recursive: true });
  }
  await writeManifest(directory, [...here, publishedAs(publishedCaptioner, captioner)]);
  return { SHOEBOX_MODELS: directory, HF_ENDPOINT: hub.address };
}

type Entry = Record<string, unknown>;

async function testEntries(manifest: string): Promise<Entry[]> {
  return JSON.parse(await readFile(join(testModels, manifest), "utf8")).models;
}

function publishedAs(named: typeof published, entry: Entry | undefined): Entry {
  const { directory: _, ...facts } = entry ?? {};
  const repository = `tests/${named.id}`;
  return { ...facts, ...named, revision: "2", origin: "published", isRecommended: true, repository };
}

async function writeManifest(directory: string, models: readonly (Entry | undefined)[]): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, "manifest.json"), JSON.stringify({ version: 2, models }));
}
