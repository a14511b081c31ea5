/**
 * One end of Electron's context bridge; one lies in the page's world, one in the preload script's. The worlds share
 * nothing but the DOM, so what passes between them travels as synchronous DOM events whose details the browser clones.
 *
 * As in Electron (shell/renderer/api/electron_api_context_bridge.cc): functions and promises are proxied, plain objects
 * and arrays are copied without their prototypes, errors keep only their message, a `File` stays the same file, other
 * values are structured clones or are refused. Symbols and DOM elements, which Electron lets pass, are refused here.
 */
type Wire =
  | ["value", unknown]
  | ["function", number]
  | ["own-function", number]
  | ["promise", number]
  | ["error", string]
  | ["array", Wire[]]
  | ["object", [string, Wire][]]
  | ["file"]
  | ["clone", unknown];

type BridgeMessage =
  | { type: "call"; id: number; parameters: Wire[] }
  | { type: "returned"; value: Wire }
  | { type: "threw"; message: string }
  | { type: "settled"; id: number; isFulfilled: boolean; value: Wire }
  | { type: "expose"; key: string; value: Wire };

type AnyFunction = (...parameters: unknown[]) => unknown;

const maximumDepth = 1000;

// The page may replace these later.
const dispatch = window.dispatchEvent.bind(window);
const listen = window.addEventListener.bind(window);

export type World = "main" | "preload";

export class ContextBridgeEnd {
  readonly #peerEvents: string;
  readonly #functions: AnyFunction[] = [];
  readonly #functionIds = new Map<AnyFunction, number>();
  readonly #proxies = new WeakMap<AnyFunction, number>();
  readonly #promises = new Map<number, PromiseWithResolvers<unknown>>();
  readonly #answers: (BridgeMessage | undefined)[] = [];
  readonly #files: File[] = [];
  #lastPromiseId = 0;

  constructor(nonce: string, world: World) {
    this.#peerEvents = `${nonce}:${world === "main" ? "preload" : "main"}`;
    const ownEvents = `${nonce}:${world}`;
    listen(ownEvents, (event) => this.#receive((event as CustomEvent<BridgeMessage>).detail));
    listen(`${ownEvents}:file`, (event) => {
      const [file] = (event as DragEvent).dataTransfer?.files ?? [];
      if (file) this.#files.push(file);
    });
  }

  /** `contextBridge.exposeInMainWorld`, from the preload script's end. */
  expose(key: string, api: unknown): void {
    this.#askPeer({ type: "expose", key, value: this.#encode(api, 0) });
  }

  #receive(message: BridgeMessage): void {
    if (message.type === "returned" || message.type === "threw") {
      this.#answers[this.#answers.length - 1] = message;
    } else if (message.type === "settled") {
      const promise = this.#promises.get(message.id);
      this.#promises.delete(message.id);
      const value = this.#decode(message.value);
      if (message.isFulfilled) promise?.resolve(value);
      else promise?.reject(value);
    } else {
      this.#tell(this.#answer(message));
    }
  }

  #answer(message: BridgeMessage & { type: "call" | "expose" }): BridgeMessage {
    try {
      if (message.type === "expose") {
        exposeOnWindow(message.key, this.#decode(message.value));
        return { type: "returned", value: ["value", undefined] };
      }
      const parameters = message.parameters.map((parameter) => this.#decode(parameter));
      const value = this.#functions[message.id]?.(...parameters);
      return { type: "returned", value: this.#encode(value, 0) };
    } catch (error) {
      return { type: "threw", message: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Sends and waits: DOM events are delivered before `dispatchEvent` returns. */
  #askPeer(message: BridgeMessage): unknown {
    this.#answers.push(undefined);
    this.#tell(message);
    const answer = this.#answers.pop();
    if (answer?.type === "returned") return this.#decode(answer.value);
    throw new Error(
      answer?.type === "threw" ? answer.message : "The other end of the context bridge is not there.",
    );
  }

  #tell(message: BridgeMessage): void {
    dispatch(new CustomEvent(this.#peerEvents, { detail: message }));
  }

  #encode(value: unknown, depth: number): Wire {
    if (depth >= maximumDepth) throw new TypeError("Electron contextBridge recursion depth exceeded.");
    if (value === null || (typeof value !== "object" && typeof value !== "function")) {
      if (typeof value === "symbol") throw new TypeError("The stand-in's context bridge passes no symbols.");
      return ["value", value];
    }
    if (typeof value === "function") return this.#encodeFunction(value as AnyFunction);
    if (value instanceof Promise) return this.#encodePromise(value);
    if (value instanceof Error) return ["error", value.message];
    if (Array.isArray(value)) return ["array", value.map((item) => this.#encode(item, depth + 1))];
    if (value instanceof File) return this.#encodeFile(value);
    if (value instanceof Element) throw new TypeError("The stand-in's context bridge passes no elements.");
    if (Object.prototype.toString.call(value) === "[object Object]") {
      return ["object", Object.entries(value).map(([key, item]) => [key, this.#encode(item, depth + 1)])];
    }
    return ["clone", structuredClone(value)];
  }

  #encodeFunction(callable: AnyFunction): Wire {
    const own = this.#proxies.get(callable);
    if (own !== undefined) return ["own-function", own];
    const id = this.#functionIds.get(callable) ?? this.#functions.push(callable) - 1;
    this.#functionIds.set(callable, id);
    return ["function", id];
  }

  #encodePromise(promise: Promise<unknown>): Wire {
    const id = ++this.#lastPromiseId;
    const settle = (isFulfilled: boolean) => (value: unknown) =>
      this.#tell({ type: "settled", id, isFulfilled, value: this.#encode(value, 0) });
    promise.then(settle(true)).catch(settle(false));
    return ["promise", id];
  }

  /** The very file, not a copy: only that has a path. A DataTransfer is what carries one from world to world. */
  #encodeFile(file: File): Wire {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    dispatch(new DragEvent(`${this.#peerEvents}:file`, { dataTransfer }));
    return ["file"];
  }

  #decode(wire: Wire): unknown {
    const [kind, content] = wire;
    if (kind === "function") return this.#proxyFor(content);
    if (kind === "own-function") return this.#functions[content];
    if (kind === "error") return new Error(content);
    if (kind === "array") return content.map((item) => this.#decode(item));
    if (kind === "object") return Object.fromEntries(content.map(([key, item]) => [key, this.#decode(item)]));
    if (kind === "file") return this.#files.shift();
    if (kind === "promise") {
      const promise = Promise.withResolvers<unknown>();
      this.#promises.set(content, promise);
      return promise.promise;
    }
    return content;
  }

  #proxyFor(id: number): AnyFunction {
    const proxy = (...parameters: unknown[]) =>
      this.#askPeer({ type: "call", id, parameters: parameters.map((item) => this.#encode(item, 0)) });
    this.#proxies.set(proxy, id);
    return proxy;
  }
}

function exposeOnWindow(key: string, api: unknown): void {
  if (key in window) {
    throw new Error(`Cannot bind an API on top of an existing property on the window object: ${key}`);
  }
  deepFreeze(api);
  Object.defineProperty(window, key, { value: api, enumerable: true });
}

function deepFreeze(value: unknown): void {
  if (
    (typeof value !== "object" && typeof value !== "function") ||
    value === null ||
    ArrayBuffer.isView(value)
  )
    return;
  Object.freeze(value);
  for (const item of Object.values(value)) deepFreeze(item);
}
