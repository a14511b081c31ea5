import { isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";
import { domainToASCII } from "node:url";

const loopbackNames = ["127.0.0.1", "localhost", "::1"];
const anyAddresses = ["0.0.0.0", "::"];

export function isLoopback(host: string): boolean {
  return loopbackNames.includes(host) || (isIP(host) === 4 && host.startsWith("127."));
}

/** The address to open: one this machine answers at, where the server listens on all of them. */
export function addressOf(host: string, port: number): string {
  return `http://${inUrl(isAny(host) ? "127.0.0.1" : host)}:${port}`;
}

/** Tells the Host headers that mean this server from all others. */
export interface OwnHosts {
  isOurs(hostHeader: string): boolean;
}

export interface HostOptions {
  host: string;
  port: number;
  /** Names that a person says are this machine's: those are theirs at any port, as a proxy in front may have another. */
  allowedHosts?: readonly string[];
}

/**
 * A page that made its own name point at this machine (DNS rebinding) sends that name, and is refused. The machine's own
 * name is one of ours, also as mDNS gives it out: NAME.local. Nobody but who is in its network can make that point
 * elsewhere, and the token is asked for all the same.
 */
export function ownHosts({ host, port, allowedHosts = [] }: HostOptions): OwnHosts {
  const addresses = isAny(host) ? ownAddresses() : [];
  const names = new Set([...loopbackNames, host, ...machineNames(), ...addresses].map(plainName));
  const allowed = new Set(allowedHosts.map(plainName));
  return {
    isOurs: (hostHeader) => {
      const parsed = parseHost(hostHeader);
      if (!parsed) return false;
      return allowed.has(parsed.name) || (parsed.port === port && names.has(parsed.name));
    },
  };
}

/** A name that `--allow-host` takes; undefined for what is none, a pattern, or has an address' other parts around it. */
export function hostNameIn(text: string): string | undefined {
  const parsed = parseHost(text);
  const isNameAlone = parsed !== undefined && plainName(text) === parsed.name;
  return isNameAlone ? parsed.name : undefined;
}

/** "Photos.local.:4117" -> its name and port; browsers leave out the port that HTTP has by default. */
export function parseHost(hostHeader: string): { name: string; port: number } | undefined {
  if (!/^(\[[\da-f:.]+\]|[^\s/?#@\\:*[\]]+)(:\d{1,5})?$/iu.test(hostHeader)) return undefined;
  const url = URL.parse(`http://${hostHeader}`);
  if (!url || url.hostname === "") return undefined;
  return { name: plainName(url.hostname), port: url.port === "" ? 80 : Number(url.port) };
}

/** Names differ by neither case nor a dot at the end; addresses of version 6 stand without brackets. */
function plainName(name: string): string {
  const bare = name.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
  return isIP(bare) === 0 ? domainToASCII(bare) || bare.toLowerCase() : bare.toLowerCase();
}

/** What this machine calls itself: as it is, without its domain, and as it answers to in the local network. */
function machineNames(): string[] {
  const [label = ""] = hostname().split(".");
  return label === "" ? [] : [hostname(), label, `${label}.local`];
}

/** The address at which other machines of the network find this one, where the server listens for them. */
export function addressFromElsewhere(host: string, port: number): string | undefined {
  const name = machineNames().at(-1);
  return isAny(host) && name !== undefined ? `http://${name}:${port}` : undefined;
}

function isAny(host: string): boolean {
  return anyAddresses.includes(host);
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((each) => each?.map(({ address }) => address) ?? []);
}

function inUrl(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}
