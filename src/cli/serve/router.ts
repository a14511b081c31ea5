import { mediaPathPrefix } from "../../contract/index.ts";
import type { Core } from "../../core/index.ts";
import { type Access, type Refusal, refusalOf } from "./access.ts";
import { respondMedia } from "./media.ts";
import { missingTokenPage, unknownNamePage } from "./pages.ts";
import { type Exchange, respond, respondError } from "./respond.ts";
import { respondStatic, type StaticFiles } from "./static-files.ts";

export interface Site extends Access {
  core: Core;
  files: StaticFiles;
}

/** Answers one HTTP request; the API itself is not here but on the WebSocket. */
export async function route(exchange: Exchange, site: Site): Promise<void> {
  const { request } = exchange;
  const url = parseAddress(request.url ?? "");
  if (!url) return respondError(exchange, 400, "QUERY_INVALID", "The address cannot be understood.");
  const token = url.pathname === "/" ? url.searchParams.get("token") : null;
  if (token !== null && isWelcome(exchange, site, token)) return logIn(exchange, site);
  const refusal = refusalOf(request, site);
  if (refusal) return refuse(exchange, refusal);
  if (request.method !== "GET" && request.method !== "HEAD") {
    exchange.response.setHeader("Allow", "GET, HEAD");
    return respondError(exchange, 405, "QUERY_INVALID", "Only GET and HEAD are answered here.");
  }
  if (url.pathname.startsWith(mediaPathPrefix)) return respondMedia(exchange, url.pathname, site.core);
  if (token !== null) return redirectHome(exchange, {});
  if (respondStatic(exchange, url.pathname, site.files)) return;
  respondError(exchange, 404, "QUERY_INVALID", "There is nothing at this address.");
}

/** undefined for what is no address of a page here ("*", "//host", a whole URL as proxies get it). */
function parseAddress(address: string): URL | undefined {
  if (!/^\/(?!\/)/.test(address)) return undefined;
  return URL.parse(address, "http://localhost") ?? undefined;
}

/** The one address that needs no cookie yet: the one that was printed. It must still be meant for this server. */
function isWelcome({ request }: Exchange, { hosts, session }: Site, token: string): boolean {
  const isForUs = hosts.isOurs(request.headers.host?.toLowerCase() ?? "");
  return request.method === "GET" && isForUs && session.isToken(token);
}

function logIn(exchange: Exchange, { session }: Site): void {
  redirectHome(exchange, { "Set-Cookie": session.setCookie });
}

/** To the same place of the page without the token, so that it stays out of the history and of bookmarks. */
function redirectHome(exchange: Exchange, headers: { "Set-Cookie"?: string }): void {
  const parameters = parseAddress(exchange.request.url ?? "")?.searchParams ?? new URLSearchParams();
  parameters.delete("token");
  const Location = parameters.size === 0 ? "/" : `/?${parameters}`;
  respond(exchange, 303, { Location, "Cache-Control": "no-store", ...headers });
}

function refuse(exchange: Exchange, { status, message, unknownName }: Refusal): void {
  const { request, response } = exchange;
  const isPerson = request.headers.accept?.includes("text/html") ?? false;
  const page = status === 401 ? missingTokenPage : unknownName && unknownNamePage(unknownName);
  if (isPerson && page) {
    const headers = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" };
    respond(exchange, status, headers, page);
  } else {
    if (status === 401) response.setHeader("WWW-Authenticate", "Bearer");
    respondError(exchange, status, "PERMISSION_DENIED", message);
  }
}
