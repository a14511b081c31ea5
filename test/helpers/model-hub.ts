import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

const testModels = join(import.meta.dirname, "../models");
const [shippedFolder, repository] = ["drawings", "tests/drawings-again"];

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
    const prefix = `/${repository}/resolve/main/`;
    if (typeof fault === "number" || !path.startsWith(prefix)) {
      response.writeHead(typeof fault === "number" ? fault : 404).end();
      return;
    }
    const bytes = await readFile(join(testModels, shippedFolder, path.slice(prefix.length)));
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

/** The model that the hub publishes beside the one that ships with the tests: the same weights, said to be others. */
export const published = { id: "drawings-again", name: "Drawings again" };

/**
 * A folder of models for `SHOEBOX_MODELS`: the model of the tests, and a published one with the same files.
 * @returns the environment that makes Shoebox use it and the hub
 */
export async function modelsWithPublished(directory: string, hub: ModelHub): Promise<Record<string, string>> {
  const { version, models } = JSON.parse(await readFile(join(testModels, "manifest.json"), "utf8"));
  const [{ directory: _, ...shipped }] = models;
  const other = {
    ...shipped,
    ...published,
    revision: "2",
    origin: "published",
    isRecommended: true,
    repository,
  };
  await mkdir(directory, { recursive: true });
  await cp(join(testModels, shippedFolder), join(directory, shippedFolder), { recursive: true });
  await writeFile(join(directory, "manifest.json"), JSON.stringify({ version, models: [models[0], other] }));
  return { SHOEBOX_MODELS: directory, HF_ENDPOINT: hub.address };
}
