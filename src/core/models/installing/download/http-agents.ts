import http from "node:http";
import https from "node:https";
import { ShoeboxError } from "../../../errors.ts";

/** Connections to servers, kept open between files; through the proxies that the environment names. */
export interface HttpAgents {
  request(
    address: URL,
    options: { headers: http.OutgoingHttpHeaders; signal: AbortSignal },
  ): http.ClientRequest;
  close(): void;
}

/**
 * Honours HTTP_PROXY, HTTPS_PROXY and NO_PROXY with what Node (24.5 on) has built in: an agent takes them for itself,
 * where `fetch` would want them set for the whole process before it starts.
 * @throws MODEL_DOWNLOAD_FAILED for a proxy whose address cannot be understood
 */
export function openHttpAgents(environment: NodeJS.ProcessEnv = process.env): HttpAgents {
  const { plain, secure } = openAgents(environment);
  return {
    request: (address, { headers, signal }) =>
      address.protocol === "https:"
        ? https.request(address, { agent: secure, headers, signal })
        : http.request(address, { agent: plain, headers, signal }),
    close() {
      plain.destroy();
      secure.destroy();
    },
  };
}

const proxyVariables = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"];

function openAgents(environment: NodeJS.ProcessEnv): { plain: http.Agent; secure: https.Agent } {
  for (const name of proxyVariables) assertUsable(name, environment[name]);
  const options = { keepAlive: true, proxyEnv: environment };
  return { plain: new http.Agent(options), secure: new https.Agent(options) };
}

/** Node passes over a proxy of another kind in silence (24.21), and whoever set one did not mean to go without. */
function assertUsable(name: string, value = ""): void {
  if (value === "" || /^https?:$/.test(URL.parse(value)?.protocol ?? "")) return;
  const message = `The proxy in ${name} cannot be used: its address has to begin with http:// or https://.`;
  throw new ShoeboxError("MODEL_DOWNLOAD_FAILED", message);
}
