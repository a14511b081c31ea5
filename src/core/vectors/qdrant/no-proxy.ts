import { BlockList, isIP } from "node:net";

/**
 * Whether a NO_PROXY names this host, in the forms that Node's own agents know: "*", a name, ".name" and "*.name" for all
 * below it, an address, a range of addresses "from-to", each with a port perhaps (Node's documentation of `http.Agent`,
 * "Built-in Proxy Support"); and blocks of addresses "from/bits", as curl knows them.
 */
export function isInNoProxy(noProxy: string, host: string, port: number): boolean {
  const name = host.replace(/^\[|\]$/g, "").toLowerCase();
  const entries = noProxy.split(/[,\s]+/).filter((entry) => entry !== "");
  return entries.some((entry) => matches(entry.toLowerCase(), name, port));
}

/** This machine itself, which no proxy can reach for us (as Go's `http.ProxyFromEnvironment` has it). */
export function isThisMachine(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, "").toLowerCase();
  return name === "localhost" || name.endsWith(".localhost") || (isIP(name) !== 0 && isLoopback(name));
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

function isLoopback(address: string): boolean {
  return loopback.check(address, familyOf(address));
}

function matches(entry: string, name: string, port: number): boolean {
  if (entry === "*") return true;
  const withPort = /^(.+):(\d+)$/.exec(entry);
  // A colon in an IPv6 address is none before a port.
  if (withPort && isIP(entry) === 0) {
    return Number(withPort[2]) === port && matches(withPort[1] ?? "", name, port);
  }
  const bare = entry.replace(/^\[|\]$/g, "");
  if (isIP(name) !== 0) return bare === name || isInBlock(bare, name);
  const suffix = bare.replace(/^\*?\./, "");
  return name === suffix ? !bare.startsWith("*") : bare !== suffix && name.endsWith(`.${suffix}`);
}

function isInBlock(entry: string, address: string): boolean {
  const [from = "", to] = entry.split("-");
  const [network = "", bits] = entry.split("/");
  const family = familyOf(address);
  const block = new BlockList();
  try {
    if (to !== undefined && isIP(from) !== 0) block.addRange(from, to, familyOf(from));
    else if (bits !== undefined && isIP(network) !== 0)
      block.addSubnet(network, Number(bits), familyOf(network));
    return block.check(address, family);
  } catch {
    // What is no range names nobody.
    return false;
  }
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}
