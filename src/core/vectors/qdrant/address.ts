import { isIPv6 } from "node:net";
import { ShoeboxError } from "../../errors.ts";

/** Of Qdrant's REST interface: what its own clients take where an address names none, under http and https alike. */
export const defaultPort = 6333;

/** Where a Qdrant server is reached; holds no key. */
export interface QdrantAddress {
  scheme: "http" | "https";
  /** Lower case; an IPv6 address stands in brackets. */
  host: string;
  port: number;
  /** Of a proxy that serves it in a folder: "" or "/some/folder". */
  prefix: string;
  /** The one way to write it: "http://host:6333/prefix", with its port always. */
  toString(): string;
}

/**
 * Understands what people type: "http://host:6333", "https://host/folder", "host", "host:6333", "[::1]:6333". Without a
 * scheme it is http, as Qdrant speaks until TLS is set up; without a port it is 6333, with https too, as for Qdrant's own
 * clients (its cloud answers there): behind a proxy that listens on 443 that has to be written.
 * @throws QUERY_INVALID in words that say what is wrong, and never repeat what may be a key
 */
export function parseQdrantAddress(text: string): QdrantAddress {
  const typed = text.trim();
  const [scheme, rest] = schemeOf(typed);
  // First of all, and without repeating what may be a key: one with a slash in it reaches into the path.
  if (rest.includes("@")) {
    throw wrong(
      "holds a name or a key before the @: give the key by itself (--api-key-file, or the field Key)",
    );
  }
  assertNoPage(typed);
  if (/[?#]/.test(rest)) throw wrong("may not hold a ? or a #");
  if (/[\s\\\p{Cc}]/u.test(rest)) throw wrong("holds a space or a character that no address has");
  const authority = /^[^/]*/.exec(rest)?.[0] ?? "";
  const { host, port } = splitAuthority(authority);
  return addressOf(scheme, hostOf(host), portOf(port), prefixOf(rest.slice(authority.length)));
}

function addressOf(scheme: "http" | "https", host: string, port: number, prefix: string): QdrantAddress {
  return { scheme, host, port, prefix, toString: () => `${scheme}://${host}:${port}${prefix}` };
}

function schemeOf(typed: string): ["http" | "https", string] {
  if (typed === "") throw wrong("is empty: http://HOST:6333 is what it looks like");
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(typed) ?? [];
  const lower = scheme?.toLowerCase();
  if (lower === undefined || rest === undefined) return ["http", withoutSlips(typed)];
  if (lower === "http" || lower === "https") return [lower, rest];
  const hint = lower.startsWith("grpc") ? "; Shoebox speaks with Qdrant's REST port, 6333" : "";
  throw wrong(`begins with ${lower}://, and has to begin with http:// or https://${hint}`);
}

/** "http:host", "https:/host": a slash was lost, and "http" is not the name of a machine. */
function withoutSlips(typed: string): string {
  const scheme = /^(https?):(?!\d+(?:\/|$))/i.exec(typed)?.[1];
  if (scheme !== undefined) throw wrong(`has to begin with ${scheme.toLowerCase()}://, with two slashes`);
  return typed;
}

/** Copied from a browser, or from a page about the REST interface. */
function assertNoPage(typed: string): void {
  const [, start, page] = /^(.*?[^/:])\/+(dashboard|collections)(?:[/?#].*)?$/is.exec(typed) ?? [];
  if (start === undefined || page === undefined) return;
  const whose = page === "dashboard" ? "Qdrant's web page" : "its collections";
  throw wrong(`is that of ${whose}: leave /${page} away, and what follows (${start})`);
}

function splitAuthority(authority: string): { host: string; port: string | undefined } {
  const bracketed = /^(\[[^\]]*\])(?::(.*))?$/s.exec(authority);
  if (bracketed) return { host: bracketed[1] ?? "", port: bracketed[2] };
  if (isIPv6(authority))
    throw wrong(`is an IPv6 address, which stands in brackets: http://[${authority}]:6333`);
  const [host = "", ...ports] = authority.split(":");
  if (ports.length > 1) throw wrong("holds more than one port");
  return { host, port: ports[0] };
}

function hostOf(host: string): string {
  if (host === "") throw wrong("names no machine");
  const known = URL.parse(`http://${host}/`)?.hostname;
  // RFC 1035, 2.3.4; what is this long is a key in the wrong field.
  const isTooLong = host.length > 253 || host.split(".").some((label) => label.length > 63);
  if (isTooLong) throw wrong("is longer than the name of a machine can be");
  const isWritten = host.startsWith("[") || /^[\p{L}\p{N}._-]+$/u.test(host);
  if (!known || !isWritten) throw wrong(`names a machine that cannot be: ${host}`);
  return known;
}

function portOf(port: string | undefined): number {
  if (port === undefined) return defaultPort;
  if (port === "") throw wrong("has a colon without a port behind it");
  if (!/^-?\d{1,9}$/.test(port)) throw wrong("has something else than the number of a port behind the colon");
  const number = Number(port);
  if (number >= 1 && number <= 65_535) return number;
  throw wrong(`names a port that cannot be: ${port} (1 to 65535 can)`);
}

function prefixOf(path: string): string {
  const known = path === "" ? "" : (URL.parse(`http://host${path}`)?.pathname ?? "");
  return known.replaceAll(/\/{2,}/g, "/").replace(/\/$/, "");
}

function wrong(what: string): ShoeboxError {
  return new ShoeboxError("QUERY_INVALID", `The address ${what}.`);
}
