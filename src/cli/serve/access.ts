import type { IncomingMessage } from "node:http";
import { type OwnHosts, parseHost } from "./address.ts";
import type { Session } from "./session.ts";

export interface Access {
  hosts: OwnHosts;
  session: Session;
}

export interface Refusal {
  status: 401 | 403;
  message: string;
  /** The name that it was asked by and does not go by. */
  unknownName?: string;
}

/**
 * Why a request is refused, or undefined when it may go on. Cookies are shared by all ports of a host, even
 * SameSite ones, so a page of another local server could use ours: what the browser says about where a request
 * comes from (Origin, Sec-Fetch-Site) is checked as well.
 */
export function refusalOf(request: IncomingMessage, { hosts, session }: Access): Refusal | undefined {
  const { headers } = request;
  const host = headers.host?.toLowerCase() ?? "";
  if (!hosts.isOurs(host)) return unknownHost(host);
  const { origin } = headers;
  // A proxy in front of it may speak HTTPS to the browser.
  if (origin !== undefined && !isOwnOrigin(origin.toLowerCase(), host)) {
    return forbidden("Pages of other origins may not ask here.");
  }
  const proof = session.proofIn(headers);
  if (!proof) return { status: 401, message: "The token is missing or wrong." };
  if (proof === "cookie" && !isFromOwnPage(request)) {
    return forbidden("Only Shoebox's own page may ask for this.");
  }
  return undefined;
}

function isOwnOrigin(origin: string, host: string): boolean {
  return origin === `http://${host}` || origin === `https://${host}`;
}

/** @param host as it was sent: only what can be a name is said again */
export function unknownHost(host: string): Refusal {
  const name = parseHost(host)?.name;
  if (name === undefined) return forbidden("This server does not go by that name.");
  const remedy = `If it is yours, start Shoebox with \`--allow-host ${name}\`.`;
  const message = `This server does not go by the name ${name}. ${remedy}`;
  return { ...forbidden(message), unknownName: name };
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
