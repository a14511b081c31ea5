import type { IncomingMessage } from "node:http";
import type { Session } from "./session.ts";

export interface Access {
  hostHeaders: Set<string>;
  session: Session;
}

export interface Refusal {
  status: 401 | 403;
  message: string;
}

/**
 * Why a request is refused, or undefined when it may go on. Cookies are shared by all ports of a host, even
 * SameSite ones, so a page of another local server could use ours: what the browser says about where a request
 * comes from (Origin, Sec-Fetch-Site) is checked as well.
 */
export function refusalOf(request: IncomingMessage, { hostHeaders, session }: Access): Refusal | undefined {
  const { headers } = request;
  const host = headers.host?.toLowerCase() ?? "";
  if (!hostHeaders.has(host)) return forbidden("This server does not go by that name.");
  const { origin } = headers;
  if (origin !== undefined && origin.toLowerCase() !== `http://${host}`) {
    return forbidden("Pages of other origins may not ask here.");
  }
  const proof = session.proofIn(headers);
  if (!proof) return { status: 401, message: "The token is missing or wrong." };
  if (proof === "cookie" && !isFromOwnPage(request)) {
    return forbidden("Only Shoebox's own page may ask for this.");
  }
  return undefined;
}

function forbidden(message: string): Refusal {
  return { status: 403, message };
}

/** Whether a request with a cookie was made by our page, or by a person who typed or followed an address. */
function isFromOwnPage({ headers, method }: IncomingMessage): boolean {
  const site = headers["sec-fetch-site"];
  const isNavigation = headers["sec-fetch-mode"] === "navigate";
  if (site !== undefined && site !== "same-origin" && site !== "none" && !isNavigation) return false;
  const canChangeThings = headers.upgrade !== undefined || (method !== "GET" && method !== "HEAD");
  return !canChangeThings || headers.origin !== undefined;
}
