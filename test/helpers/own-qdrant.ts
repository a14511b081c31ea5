import { spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { until } from "./until.ts";

/** A Qdrant server that a test started, and may kill. */
export interface OwnQdrant {
  url: string;
  apiKey: string | undefined;
  /** Resident memory, by the kernel's own account; undefined where it keeps none. */
  residentBytes(): Promise<number | undefined>;
  /** As a power cut ends it. */
  kill(): Promise<void>;
  /** On the same ports and the same data as before. */
  start(): Promise<void>;
}

export interface OwnQdrantOptions {
  binary: string;
  /** Where its data go. */
  directory: string;
  apiKey?: string;
  /** A node of a cluster: the first one, or one that joins by the address of another. */
  cluster?: { joins?: string };
}

/** The server that SHOEBOX_QDRANT_BINARY names; undefined where it names none. */
export function qdrantBinary(): string | undefined {
  return process.env.SHOEBOX_QDRANT_BINARY || undefined;
}

/** @returns the server, and where nodes of its cluster reach it */
export async function startQdrant(options: OwnQdrantOptions): Promise<OwnQdrant & { peerUri: string }> {
  const { binary, directory, apiKey, cluster } = options;
  const [http, grpc, peer] = [await freePort(), await freePort(), await freePort()];
  const url = `http://127.0.0.1:${http}`;
  const peerUri = `http://127.0.0.1:${peer}`;
  const joins = cluster?.joins === undefined ? [] : ["--bootstrap", cluster.joins];
  await mkdir(directory, { recursive: true });
  let child: ReturnType<typeof spawn> | undefined;

  const start = async () => {
    const log = openSync(join(directory, "log.txt"), "a");
    const started = spawn(binary, cluster ? ["--uri", peerUri, ...joins] : [], {
      cwd: directory,
      stdio: ["ignore", log, log],
      env: {
        ...process.env,
        QDRANT__SERVICE__HOST: "127.0.0.1",
        QDRANT__SERVICE__HTTP_PORT: String(http),
        QDRANT__SERVICE__GRPC_PORT: String(grpc),
        QDRANT__STORAGE__STORAGE_PATH: join(directory, "storage"),
        QDRANT__STORAGE__SNAPSHOTS_PATH: join(directory, "snapshots"),
        QDRANT__TELEMETRY_DISABLED: "true",
        ...(apiKey === undefined ? {} : { QDRANT__SERVICE__API_KEY: apiKey }),
        ...(cluster ? { QDRANT__CLUSTER__ENABLED: "true", QDRANT__CLUSTER__P2P__PORT: String(peer) } : {}),
      },
    });
    child = started;
    // Whatever becomes of the test, nobody else would end it.
    process.once("exit", () => started.kill("SIGKILL"));
    await until(async () => {
      if (started.exitCode !== null) {
        throw new Error(`Qdrant ended: ${await readFile(join(directory, "log.txt"), "utf8")}`);
      }
      return (await fetch(`${url}/readyz`).catch(() => undefined))?.ok === true;
    });
  };
  await start();
  return {
    url,
    apiKey,
    peerUri,
    start,
    residentBytes: () => residentBytesOf(child?.pid),
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function residentBytesOf(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || address === null) throw new Error("No port was given.");
  return address.port;
}
