import { Agent, DecoratorHandler, type Dispatcher, ProxyAgent } from "undici";
import { retryAfterMillisOf } from "../../retry-after.ts";
import type { AnswerHead } from "./transport.ts";

/** Of opening a connection, not of an answer. */
const connectMillis = 5000;

/**
 * Connections to one server, kept open between requests. Deadlines come by signal: none of undici's own.
 * @param proxy as `proxyOf` gives it
 */
export function openDispatcher(proxy: string | undefined): Dispatcher {
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

type AnswerStart = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>;

interface Handler extends Omit<Dispatcher.DispatchHandler, "onResponseStart"> {
  onResponseStart(...start: AnswerStart): void;
}

/** Undici's types leave out what the class does (7.29): it passes everything on, to handlers of either generation. */
const PassingOn = DecoratorHandler as unknown as new (handler: Dispatcher.DispatchHandler) => Handler;

/** A date counts from the server's own clock, which may be another one than ours. */
function quietMillisOf(retryAfter: string | undefined, date: string | undefined): number | null {
  const serverNow = Date.parse(date ?? "");
  return retryAfterMillisOf(retryAfter, Number.isNaN(serverNow) ? Date.now() : serverNow);
}

class HeadReader extends PassingOn {
  readonly #onAnswer: (head: AnswerHead) => void;

  constructor(handler: Dispatcher.DispatchHandler, onAnswer: (head: AnswerHead) => void) {
    super(handler);
    this.#onAnswer = onAnswer;
  }

  override onResponseStart(...start: AnswerStart): void {
    const [, status, headers] = start;
    const [retryAfter, date] = [headers["retry-after"], headers.date].map((value) => [value].flat()[0]);
    this.#onAnswer({ status, retryAfterMillis: quietMillisOf(retryAfter, date) });
    super.onResponseStart(...start);
  }
}
