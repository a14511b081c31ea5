import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { parseByteRange } from "../contract/byte-range.ts";
import { inertContentPolicy } from "../contract/page.ts";
import type { MediaAnswer } from "./core-messages.ts";

/**
 * Turns the core's answer into a response; a file is streamed, in the range asked for. What the core made itself never
 * changes under its id, so the page need not ask twice; only its own memory keeps it, not the disk.
 */
export function mediaResponse(answer: MediaAnswer, request: Request): Response {
  const headers = new Headers({
    "accept-ranges": "bytes",
    "cache-control": "body" in answer ? "private, max-age=3600" : "private, no-cache",
    "content-type": answer.contentType,
    "content-security-policy": inertContentPolicy,
    etag: answer.etag,
    "x-content-type-options": "nosniff",
  });
  if (request.headers.get("if-none-match") === answer.etag)
    return new Response(null, { status: 304, headers });
  if ("body" in answer) return new Response(answer.body, { headers });
  return fileResponse(answer, request, headers);
}

type MediaFile = Extract<MediaAnswer, { filePath: unknown }>;

function fileResponse({ filePath, sizeBytes }: MediaFile, request: Request, headers: Headers): Response {
  const range = parseByteRange(request.headers.get("range"), sizeBytes);
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${sizeBytes}`);
    return new Response(null, { status: 416, headers });
  }
  if (range === "whole") {
    headers.set("content-length", String(sizeBytes));
    return new Response(streamOf(filePath), { headers });
  }
  headers.set("content-range", `bytes ${range.start}-${range.end}/${sizeBytes}`);
  headers.set("content-length", String(range.end - range.start + 1));
  return new Response(streamOf(filePath, range), { status: 206, headers });
}

/** Cancelled (the page lost interest): the file is closed. */
function streamOf(
  filePath: MediaFile["filePath"],
  range: { start?: number; end?: number } = {},
): ReadableStream<Uint8Array> {
  const path = typeof filePath === "string" ? filePath : Buffer.from(filePath);
  return Readable.toWeb(createReadStream(path, range)) as ReadableStream<Uint8Array>;
}
