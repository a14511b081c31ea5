import { protocol } from "electron";
import { errorDefinitions } from "../contract/errors.ts";
import { mediaPathPrefix, parseMediaPath } from "../contract/media.ts";
import { parseTilePath } from "../contract/tiles.ts";
import { appScheme, isAppAddress } from "./addresses.ts";
import type { CoreSupervisor, MediaOutcome } from "./core-supervisor.ts";
import { mediaResponse } from "./media-response.ts";
import { answerPageFile, listPageFiles } from "./page-files.ts";

/** Before the app is ready, and only once. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** Serves the built page and the library's pictures under `shoebox://app/`. */
export function serveScheme(pageDirectory: string, core: CoreSupervisor): void {
  const files = listPageFiles(pageDirectory);
  protocol.handle(appScheme, async (request) => {
    if (!isAppAddress(request.url)) return new Response("Not found", { status: 404 });
    if (request.method !== "GET") return new Response("Only GET", { status: 405, headers: { allow: "GET" } });
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith(mediaPathPrefix)) return answerPageFile(files, pathname);
    const tile = parseTilePath(pathname);
    if (tile) return answerMedia(await core.tile(tile), request);
    const address = parseMediaPath(pathname);
    if (!address) return new Response("Not found", { status: 404 });
    return answerMedia(await core.media(address.kind, address.assetId), request);
  });
}

function answerMedia({ answer, failure }: MediaOutcome, request: Request): Response {
  if (answer) return mediaResponse(answer, request);
  if (!failure) return new Response("Not found", { status: 404 });
  const status = failure.code === "UNEXPECTED" ? 500 : errorDefinitions[failure.code].status;
  return new Response(failure.message, { status });
}
