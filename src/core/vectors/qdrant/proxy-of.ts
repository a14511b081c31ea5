import { ShoeboxError } from "../../errors.ts";
import type { QdrantAddress } from "./address.ts";
import { isInNoProxy, isThisMachine } from "./no-proxy.ts";

/**
 * The proxy on the way to a server, as for model downloads (Node's `proxyEnv`): HTTP_PROXY for http, HTTPS_PROXY for https,
 * in small letters first, but for what NO_PROXY names; and never to this machine.
 * @returns its address, perhaps with a password in it; undefined for none
 * @throws VECTOR_STORE_UNREACHABLE for one that cannot be used
 */
export function proxyOf(address: QdrantAddress, environment: NodeJS.ProcessEnv): string | undefined {
  const small = `${address.scheme}_proxy`;
  const name = [small, small.toUpperCase()].find((variable) => environment[variable]);
  const proxy = name === undefined ? undefined : environment[name];
  if (name === undefined || proxy === undefined || isThisMachine(address.host)) return undefined;
  const noProxy = environment.no_proxy || environment.NO_PROXY || "";
  if (isInNoProxy(noProxy, address.host, address.port)) return undefined;
  if (/^https?:$/.test(URL.parse(proxy)?.protocol ?? "")) return proxy;
  const message = `The proxy in ${name} cannot be used: its address has to begin with http:// or https://.`;
  throw new ShoeboxError("VECTOR_STORE_UNREACHABLE", message);
}

/** As a person may read it: without its name and password. */
export function shownProxy(proxy: string): string {
  return new URL(proxy).origin;
}
