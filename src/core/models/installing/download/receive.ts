import { type FileHandle, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { assertRoomFor } from "../disk-room.ts";
import { writeFailure } from "../durable-files.ts";
import { BodyReader } from "./body-reader.ts";
import { DownloadFailure, failureOfConnection } from "./download-failure.ts";
import type { Answer } from "./open-address.ts";
import type { PartFile } from "./part-file.ts";
import type { Arrival } from "./read-answer.ts";
import type { StallWatch } from "./stall-watch.ts";

interface Receiving {
  watch: StallWatch;
  /** @param bytesDone that lie there now */
  onBytes(bytesDone: number, bytesReceived: number): void;
}

/**
 * Writes what comes behind what lies there.
 * @throws DownloadFailure, DISK_FULL, LIBRARY_DISK_ERROR, PERMISSION_DENIED
 */
export async function receive(
  part: PartFile,
  { body, address }: Answer,
  arrival: Arrival,
  { watch, onBytes }: Receiving,
): Promise<void> {
  const { firstByte, sizeBytes } = arrival;
  // Before anything is waited for: it has begun to come.
  const reader = new BodyReader(body);
  const handle = await begin(part, arrival);
  let bytes = firstByte;
  try {
    for (;;) {
      const chunk = await nextChunk(reader, watch, address);
      if (!chunk) break;
      bytes += chunk.length;
      if (sizeBytes !== null && bytes > sizeBytes) {
        const words = `wrong contents: more than the ${sizeBytes} bytes it should have`;
        throw new DownloadFailure(words, address, { isPermanent: true, spoilsPart: true });
      }
      await append(handle, chunk, part.path);
      onBytes(bytes, chunk.length);
    }
  } finally {
    await handle.close();
  }
  if (!body.complete || (sizeBytes !== null && bytes < sizeBytes)) {
    throw new DownloadFailure("the server closed the connection", address);
  }
}

async function begin(part: PartFile, { firstByte, ...record }: Arrival): Promise<FileHandle> {
  try {
    if (firstByte > 0) return await part.goOn();
    await part.discard();
    await mkdir(dirname(part.path), { recursive: true });
    // The size of some files is not known before the server says it.
    await assertRoomFor(dirname(part.path), record.sizeBytes ?? 0);
    return await part.startAnew(record);
  } catch (error) {
    throw writeFailure(error, part.path);
  }
}

async function append(handle: FileHandle, chunk: Buffer, path: string): Promise<void> {
  try {
    await handle.writeFile(chunk);
  } catch (error) {
    throw writeFailure(error, path);
  }
}

/** @returns undefined at the end */
async function nextChunk(reader: BodyReader, watch: StallWatch, address: URL): Promise<Buffer | undefined> {
  watch.wait();
  try {
    return await reader.next();
  } catch (error) {
    throw failureOfConnection(error, address);
  } finally {
    watch.rest();
  }
}
