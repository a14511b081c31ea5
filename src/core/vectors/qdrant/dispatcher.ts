import { Agent, DecoratorHandler, type Dispatcher } from "undici";
import type { QdrantAddress } from "./address.ts";
import type { AnswerHead } from "./transport.ts";

export function openDispatcher(
  _address: QdrantAddress,
  _environment: NodeJS.ProcessEnv,
  onAnswer: (head: AnswerHead) => void,
): Dispatcher {
  const agent = new Agent({ bodyTimeout: 0, headersTimeout: 0 });
  return agent.compose(
    (dispatch) => (options, handler) => dispatch(options, new HeadReader(handler, onAnswer)),
  );
}

class HeadReader extends DecoratorHandler {
  readonly #onAnswer: (head: AnswerHead) => void;

  constructor(handler: Dispatcher.DispatchHandler, onAnswer: (head: AnswerHead) => void) {
    super(handler);
    this.#onAnswer = onAnswer;
  }

  override onResponseStart(
    ...args: Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>
  ): void {
    const [, status, headers] = args;
    const retryAfter = headers["retry-after"];
    this.#onAnswer({ status, retryAfter: Array.isArray(retryAfter) ? retryAfter[0] : retryAfter });
    super.onResponseStart?.(...args);
  }
}
