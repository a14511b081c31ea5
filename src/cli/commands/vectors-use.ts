import { readFile } from "node:fs/promises";
import type { UseVectors, VectorsStatus } from "../../contract/index.ts";
import type { Core } from "../../core/index.ts";
import { usageError } from "../errors.ts";
import { followStage } from "../follow-stage.ts";
import { countOf, escapeControlCharacters, formatCount } from "../format.ts";
import { listenForInterruption } from "../interruption.ts";
import type { CommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { storeName } from "../vectors-words.ts";
import { withCore } from "../with-core.ts";

export interface UseVectorsOptions extends CommonOptions {
  url?: string;
  apiKeyFile?: string;
  collection?: string;
  wait: boolean;
}

/** Waits until the store has taken over; Ctrl-C leaves it to the app, or to the same command again. */
export async function use(store: string, { wait, ...options }: UseVectorsOptions): Promise<void> {
  const choice = await choiceOf(store, options);
  const interruption = listenForInterruption();
  const status = await withCore(options, async (core) => {
    const begun = await core.client.vectors.use(choice);
    return wait ? followSending(core, interruption.signal) : begun;
  });
  interruption.stopListening();
  if (options.json) await printJson(status);
  else await printOutcome(status);
  process.exitCode = interruption.exitCode() ?? 0;
}

async function choiceOf(store: string, options: Omit<UseVectorsOptions, "wait">): Promise<UseVectors> {
  const { url = process.env.SHOEBOX_QDRANT_URL, apiKeyFile, collection } = options;
  if (store === "embedded") {
    if (options.url !== undefined || apiKeyFile !== undefined || collection !== undefined)
      throw usageError("--url, --api-key-file and --collection are for `vectors use qdrant`.");
    return { store };
  }
  if (store !== "qdrant")
    throw usageError(`Expected qdrant or embedded for the store but received ${JSON.stringify(store)}.`);
  if (url === undefined || url.trim() === "")
    throw usageError("Expected --url with the address of the Qdrant server, such as http://localhost:6333.");
  const apiKey = apiKeyFile === undefined ? undefined : await readKey(apiKeyFile);
  return {
    store,
    url,
    ...(apiKey !== undefined && { apiKey }),
    ...(collection !== undefined && { collection }),
  };
}

/** The first line of the file: never an argument, which every process of the machine can read. */
async function readKey(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw usageError(`The key file cannot be read: ${error instanceof Error ? error.message : error}`);
  });
  const key = text.split(/\r?\n/)[0]?.trim() ?? "";
  if (key === "") throw usageError(`The key file ${file} is empty.`);
  return key;
}

/** Shows how far the sending is until the server has everything, or as much as it can have now. */
export async function followSending(
  { client, vectorsSwitched }: Pick<Core, "client" | "vectorsSwitched">,
  signal: AbortSignal,
): Promise<VectorsStatus> {
  await followStage(client, vectorsSwitched(), signal);
  return client.vectors.status();
}

async function printOutcome(status: VectorsStatus): Promise<void> {
  if (status.inUse === "embedded" && status.wanted === null && process.env.SHOEBOX_QDRANT_URL?.trim())
    await printNote("SHOEBOX_QDRANT_URL is set: its server is chosen again when the library is next opened.");
  if (status.wanted === null) return printText(`Photos are looked up in ${storeName(status, status.inUse)}.`);
  const { photosDone, photosTotal } = status.filling ?? { photosDone: 0, photosTotal: status.photos };
  const them = `${formatCount(photosDone)} of ${countOf(photosTotal, "photo")} so far`;
  await printNote(`${storeName(status, status.wanted)} takes over once it has all photos, ${them}.`);
  const { trouble } = status.qdrant ?? {};
  if (trouble) await printNote(escapeControlCharacters(trouble.message));
  await printNote("The app goes on with it, and so does the same command again.");
}
