import { type FileHandle, open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { parseByteRange } from "../../contract/byte-range.ts";
import { parseMediaPath } from "../../contract/index.ts";
import { inertContentPolicy } from "../../contract/page.ts";
import { parseTilePath, type TileAddress, tileCaching } from "../../contract/tiles.ts";
import { type Core, pathToSystem } from "../../core/index.ts";
import { commonHeaders } from "./headers.ts";
import { type Exchange, isNotModified, respond, respondError } from "./respond.ts";

/** Answers `/media/...`: thumbnails, previews, originals and tiles by their asset's id, never by a path. */
export async function respondMedia(exchange: Exchange, address: string, core: Core): Promise<void> {
  const tile = parseTilePath(address);
  if (tile) return respondTile(exchange, tile, core);
  const wanted = parseMediaPath(address);
  const answer = wanted && (await core.media(wanted.kind, wanted.assetId));
  if (!answer) return respondError(exchange, 404, "ASSET_NOT_FOUND", "There is no such picture.");
  const headers = {
    "Content-Type": answer.contentType,
    ETag: answer.etag,
    // Asked again each time: at the same address another library would show other photos under the same ids.
    "Cache-Control": "private, no-cache",
  };
  if (isNotModified(exchange.request, answer.etag)) return respond(exchange, 304, headers);
  if ("body" in answer) return respond(exchange, 200, headers, answer.body);
  return respondFile(exchange, answer.filePath, headers);
}

async function respondTile(exchange: Exchange, tile: TileAddress, core: Core): Promise<void> {
  const { request, response } = exchange;
  // Zooming on, a page gives up what it asked for.
  const givenUp = new AbortController();
  response.once("close", () => givenUp.abort());
  const answer = await core.tile(tile, givenUp.signal).catch((error: unknown) => {
    if (!givenUp.signal.aborted) throw error;
  });
  if (givenUp.signal.aborted) return;
  if (!answer || !("body" in answer)) {
    return respondError(exchange, 404, "ASSET_NOT_FOUND", "There is no such tile.");
  }
  const { contentType, etag, body } = answer;
  // The address names the content: what lies there never changes.
  const headers = { "Content-Type": contentType, ETag: etag, "Cache-Control": tileCaching };
  if (isNotModified(request, etag)) return respond(exchange, 304, headers);
  respond(exchange, 200, headers, body);
}

async function respondFile(exchange: Exchange, path: string, headers: { ETag: string }): Promise<void> {
  let file: FileHandle;
  try {
    file = await open(pathToSystem(path), "r");
  } catch {
    return respondError(exchange, 404, "VANISHED", "The photo's file cannot be read: its disk may be away.");
  }
  try {
    await streamFile(exchange, file, headers);
  } finally {
    await file.close();
  }
}

/** Streams the file or the part that was asked for, as fast as the client takes it. */
async function streamFile(exchange: Exchange, file: FileHandle, headers: { ETag: string }): Promise<void> {
  const { request, response } = exchange;
  const { size } = await file.stat();
  const condition = request.headers["if-range"];
  const isRangeCurrent = condition === undefined || condition === headers.ETag;
  const range = parseByteRange(isRangeCurrent ? request.headers.range : undefined, size);
  if (range === "unsatisfiable") {
    return respond(exchange, 416, { ...headers, "Content-Range": `bytes */${size}` });
  }
  const { start, end } = range === "whole" ? { start: 0, end: size - 1 } : range;
  response.writeHead(range === "whole" ? 200 : 206, {
    ...commonHeaders,
    "Content-Security-Policy": inertContentPolicy,
    ...headers,
    "Accept-Ranges": "bytes",
    "Content-Length": end - start + 1,
    ...(range === "whole" ? {} : { "Content-Range": `bytes ${start}-${end}/${size}` }),
  });
  if (request.method === "HEAD" || end < start) {
    response.end();
    return;
  }
  const bytes = file.createReadStream({ start, end, autoClose: false });
  await pipeline(bytes, response, { end: false });
  // A file that was cut short meanwhile cannot fill the length that was promised: the client must notice.
  if (bytes.bytesRead === end - start + 1) response.end();
  else response.destroy();
}
