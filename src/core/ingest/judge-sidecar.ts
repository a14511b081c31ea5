import { open } from "node:fs/promises";
import type { PendingFile } from "../catalog/files.ts";
import { nameOf } from "../files/name-parts.ts";
import { pathToSystem } from "../files/path-bytes.ts";
import { largestSidecarBytes, tooLargeSidecar } from "../imaging/metadata/sidecar.ts";
import type { Album } from "../imaging/metadata/takeout.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import { describesNothing, type UnreadFile } from "./identify.ts";
import { isNamedByTakeout } from "./takeout-names.ts";
import { isJsonName, isSidecarName } from "./units.ts";

/** What a file that holds no picture is, where it may say something of one. */
export interface JudgedFile {
  unread: UnreadFile;
  /** Its folder is one. */
  album?: Album | undefined;
}

/**
 * Reads what belongs beside pictures once when it is new or changed, so that what cannot be understood is said. Any
 * other file stays what it is.
 */
export async function judgeSidecar(
  file: PendingFile,
  unread: UnreadFile,
  decodePool: DecodePool,
): Promise<JudgedFile> {
  const name = nameOf(file.path);
  const isJson = isJsonName(name);
  if (unread.outcome !== "skipped" || !(isJson || isSidecarName(name))) return { unread };
  const isMeantForPicture = !isJson || file.partKind === "sidecar" || isNamedByTakeout(name);
  const bytes = await readSidecar(file.path);
  if (bytes === undefined) return { unread };
  if (bytes === "too large") return isMeantForPicture ? failed(unread, tooLargeSidecar) : { unread };
  const { problem, isAboutPicture, album } = await decodePool.sidecar({ bytes, fileName: name });
  if (problem) return isMeantForPicture ? failed(unread, problem) : { unread };
  if (!isJson || !isAboutPicture) return { unread, album };
  return { unread: { ...unread, problem: { ...unread.problem, message: describesNothing } } };
}

function failed(unread: UnreadFile, problem: UnreadFile["problem"]): JudgedFile {
  return { unread: { ...unread, outcome: "failed", problem } };
}

/** The bytes of a file of metadata; undefined where they cannot be had. */
export async function readSidecar(path: string): Promise<Uint8Array<ArrayBuffer> | "too large" | undefined> {
  const file = await open(pathToSystem(path), "r").catch(() => undefined);
  try {
    const size = (await file?.stat())?.size ?? 0;
    if (size > largestSidecarBytes) return "too large";
    return file && new Uint8Array(await file.readFile());
  } catch {
    return undefined;
  } finally {
    await file?.close();
  }
}
