import { once } from "node:events";
import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import { DownloadFailure, failureOfConnection } from "./download-failure.ts";
import type { HttpAgents } from "./http-agents.ts";

const maximumRedirects = 10;
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** What the hub says of a file before it sends one elsewhere for the bytes. */
export interface LinkedFacts {
  sizeBytes: number | null;
  /** Lower-case hexadecimal; of files in its large file storage only. */
  sha256: string | null;
}

export interface Answer {
  body: IncomingMessage;
  /** Where the last redirect led. */
  address: URL;
  linked: LinkedFacts;
}

interface OpenOptions {
  agents: HttpAgents;
  headers: OutgoingHttpHeaders;
  signal: AbortSignal;
}

/**
 * Asks for an address and follows where it is sent. A name and password in the address go to its own host alone.
 * @throws DownloadFailure; the signal's reason
 */
export async function openAddress(start: URL, options: OpenOptions): Promise<Answer> {
  let address = start;
  let linked: LinkedFacts = { sizeBytes: null, sha256: null };
  for (let hop = 0; hop <= maximumRedirects; hop++) {
    const body = await ask(address, options);
    linked = withFactsOf(body, linked);
    if (!redirectStatuses.has(body.statusCode ?? 0)) return { body, address, linked };
    const { location } = body.headers;
    body.destroy();
    address = redirected(start, address, location);
  }
  throw new DownloadFailure(`redirected more than ${maximumRedirects} times`, start, { isPermanent: true });
}

async function ask(address: URL, { agents, headers, signal }: OpenOptions): Promise<IncomingMessage> {
  try {
    const request = agents.request(address, {
      headers: { "user-agent": "Shoebox", "accept-encoding": "identity", ...headers },
      signal,
    });
    const answered = once(request, "response");
    // What comes after the answer is told by its body.
    request.on("error", () => {});
    request.end();
    const [body] = (await answered) as [IncomingMessage];
    return body;
  } catch (error) {
    signal.throwIfAborted();
    throw failureOfConnection(error, address);
  }
}

function redirected(start: URL, from: URL, location: string | undefined): URL {
  const address = location === undefined ? null : URL.parse(location, from.href);
  if (!address || !/^https?:$/.test(address.protocol)) {
    throw new DownloadFailure("redirected to nowhere", from, { isPermanent: true });
  }
  if (from.protocol === "https:" && address.protocol === "http:") {
    const words = "redirected from a secure connection to one that is not";
    throw new DownloadFailure(words, from, { isPermanent: true });
  }
  const isSameHost = address.origin === start.origin;
  address.username = isSameHost ? start.username : "";
  address.password = isSameHost ? start.password : "";
  return address;
}

/** The first word counts: the hub's own, not that of the storage it leads to. */
function withFactsOf({ headers }: IncomingMessage, { sizeBytes, sha256 }: LinkedFacts): LinkedFacts {
  const size = Number(headers["x-linked-size"] ?? Number.NaN);
  const etag = /^(?:W\/)?"?([0-9a-f]{64})"?$/i.exec(String(headers["x-linked-etag"] ?? ""))?.[1];
  return {
    sizeBytes: sizeBytes ?? (Number.isSafeInteger(size) && size > 0 ? size : null),
    sha256: sha256 ?? etag?.toLowerCase() ?? null,
  };
}
