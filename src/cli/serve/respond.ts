import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { type ErrorCode, errorDefinitions } from "../../contract/errors.ts";
import { inertContentPolicy } from "../../contract/page.ts";
import { describeError } from "../errors.ts";
import { commonHeaders } from "./headers.ts";

/** A request and its answer, passed along together. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

/** Answers with a whole body (none for HEAD) and ends. */
export function respond(
  { request, response }: Exchange,
  status: number,
  headers: OutgoingHttpHeaders,
  body: Uint8Array | string = "",
): void {
  const bytes = typeof body === "string" ? Buffer.from(body, "utf8") : body;
  response.writeHead(status, {
    ...commonHeaders,
    "Content-Security-Policy": inertContentPolicy,
    // A 304 has no body, and must not say that the one it stands for is empty.
    ...(status === 304 ? {} : { "Content-Length": bytes.byteLength }),
    ...headers,
  });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

export function respondError(exchange: Exchange, status: number, code: ErrorCode, message: string): void {
  const headers = { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" };
  respond(exchange, status, headers, JSON.stringify({ error: { code, message } }));
}

/** Answers with an error that was thrown while the answer was made. */
export function respondFailure(exchange: Exchange, error: unknown): void {
  const { code, message } = describeError(error);
  // What nobody foresaw may tell more about this machine than a page should learn.
  const { status, meaning } = errorDefinitions[code];
  respondError(exchange, status, code, code === "INTERNAL_ERROR" ? meaning : message);
}

/** Whether the client holds this version already (RFC 9110, section 13.1.2: weak comparison). */
export function isNotModified({ headers }: IncomingMessage, etag: string): boolean {
  const held = headers["if-none-match"];
  if (held === undefined) return false;
  const strong = (tag: string) => tag.trim().replace(/^W\//, "");
  return held.trim() === "*" || held.split(",").map(strong).includes(strong(etag));
}
