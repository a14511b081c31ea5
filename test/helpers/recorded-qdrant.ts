import { vi } from "vitest";
import { operationIdOf, type RecordedRequest } from "./qdrant-openapi.ts";

/** What a request is acknowledged with, by the operation's name in Qdrant's OpenAPI document. */
export type Acknowledgements = Record<string, (request: RecordedRequest) => unknown>;

/**
 * Writes down what Qdrant's client would send, and sends nothing. It answers with what it is told and nothing that only a
 * server could know.
 */
export function recordQdrant(acknowledgements: Acknowledgements): RecordedRequest[] {
  const requests: RecordedRequest[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    const body = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    const request = { method: init.method ?? "GET", url: new URL(url), body };
    requests.push(request);
    const acknowledge = acknowledgements[operationIdOf(request)];
    if (!acknowledge)
      return Response.json({ status: { error: "Nothing is said of this." } }, { status: 501 });
    return Response.json({ result: acknowledge(request), status: "ok", time: 0 });
  });
  return requests;
}
