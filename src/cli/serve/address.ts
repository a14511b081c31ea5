import { isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";

const loopbackNames = ["127.0.0.1", "localhost", "::1"];
const anyAddresses = ["0.0.0.0", "::"];

export function isLoopback(host: string): boolean {
  return loopbackNames.includes(host) || (isIP(host) === 4 && host.startsWith("127."));
}

/** The address to open: one this machine answers at, where the server listens on all of them. */
export function addressOf(host: string, port: number): string {
  return `http://${inUrl(anyAddresses.includes(host) ? "127.0.0.1" : host)}:${port}`;
}

/**
 * The values of the Host header that mean this server. A page that made its own name point at this machine (DNS
 * rebinding) sends that name, and is refused.
 */
export function hostHeadersFor(host: string, port: number): Set<string> {
  const names = [...loopbackNames, host, ...(anyAddresses.includes(host) ? ownNames() : [])];
  const withPort = names.map((name) => `${inUrl(name)}:${port}`);
  // Browsers leave out the port that HTTP has by default.
  return new Set(
    (port === 80 ? [...withPort, ...names.map(inUrl)] : withPort).map((name) => name.toLowerCase()),
  );
}

function ownNames(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return [hostname(), ...addresses.map(({ address }) => address)];
}

function inUrl(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}
