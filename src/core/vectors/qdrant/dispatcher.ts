import { Agent, DecoratorHandler, type Dispatcher, ProxyAgent } from "undici";
import { ShoeboxError } from "../../errors.ts";
import type { QdrantAddress } from "./address.ts";
import { isInNoProxy, isThisMachine } from "./no-proxy.ts";
import type { AnswerHead } from "./transport.ts";

/** Of opening a connection, not of an answer. */
const connectMillis = 5000;

/**
 * Connections to one server, kept open between requests, through the proxy that the environment names for it. Deadlines
 * come by signal: none of undici's own.
 * @throws VECTOR_STORE_UNREACHABLE for a proxy whose address cannot be understood
 */
export function openDispatcher(address: QdrantAddress, environment: NodeJS.ProcessEnv): Dispatcher {
  const proxy = proxyOf(address, environment);
  const options = { bodyTimeout: 0, headersTimeout: 0, connect: { timeout: connectMillis } };
  if (proxy === undefined) return new Agent(options);
  // As Node's own agents do: tunnels only where the inside is secret. Many proxies tunnel to port 443 alone.
  return new ProxyAgent({ ...options, uri: proxy, proxyTunnel: false });
}

/** The same connections for one request. @param onAnswer told when the head of its answer is there */
export function withHeadTold(dispatcher: Dispatcher, onAnswer: (head: AnswerHead) => void): Dispatcher {
  return dispatcher.compose(
    (dispatch) => (request, handler) => dispatch(request, new HeadReader(handler, onAnswer)),
  );
}

/** As model downloads go (Node's `proxyEnv`): a scheme's own variable, small letters first; never to this machine. */
export function proxyOf(address: QdrantAddress, environment: NodeJS.ProcessEnv): string | undefined {
  const name = `${address.scheme}_proxy`;
  const [variable, value] = [name, name.toUpperCase()]
    .map((variable) => [variable, environment[variable] ?? ""] as const)
    .find(([, value]) => value !== "") ?? ["", ""];
  const noProxy = environment.no_proxy ?? environment.NO_PROXY ?? "";
  if (value === "" || isThisMachine(address.host)) return undefined;
  if (isInNoProxy(noProxy, address.host, address.port)) return undefined;
  if (/^https?:$/.test(URL.parse(value)?.protocol ?? "")) return value;
  const message = `The proxy in ${variable} cannot be used: its address has to begin with http:// or https://.`;
  throw new ShoeboxError("VECTOR_STORE_UNREACHABLE", message);
}

type AnswerStart = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>;

interface Handler extends Omit<Dispatcher.DispatchHandler, "onResponseStart"> {
  onResponseStart(...start: AnswerStart): void;
}

/** Undici's types leave out what the class does (7.29): it passes everything on, to handlers of either generation. */
const PassingOn = DecoratorHandler as unknown as new (handler: Dispatcher.DispatchHandler) => Handler;

class HeadReader extends PassingOn {
  readonly #onAnswer: (head: AnswerHead) => void;

  constructor(handler: Dispatcher.DispatchHandler, onAnswer: (head: AnswerHead) => void) {
    super(handler);
    this.#onAnswer = onAnswer;
  }

  override onResponseStart(...start: AnswerStart): void {
    const [, status, headers] = start;
    const retryAfter = headers["retry-after"];
    this.#onAnswer({ status, retryAfter: Array.isArray(retryAfter) ? retryAfter[0] : retryAfter });
    super.onResponseStart(...start);
  }
}
