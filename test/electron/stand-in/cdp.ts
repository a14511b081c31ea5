/** A client of the Chrome DevTools Protocol: https://chromedevtools.github.io/devtools-protocol/ */
type Fields = Record<string, unknown>;

export type CdpListener = (parameters: Fields) => void;

interface Pending {
  resolve(result: Fields): void;
  reject(error: Error): void;
}

export class CdpConnection {
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, Pending>();
  readonly #sessions = new Map<string, CdpSession>();
  #lastId = 0;
  readonly browser: CdpSession;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.browser = new CdpSession(this, undefined);
    socket.addEventListener("message", ({ data }) => this.#receive(JSON.parse(String(data)) as Fields));
    socket.addEventListener("close", () => this.#abandon());
  }

  static async open(endpoint: string): Promise<CdpConnection> {
    const socket = new WebSocket(endpoint);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener("open", () => resolve(), { once: true });
      socket.addEventListener("error", () => reject(new Error(`No connection to ${endpoint}`)), {
        once: true,
      });
    });
    return new CdpConnection(socket);
  }

  /** Speaks to one page. */
  async attach(targetId: string): Promise<CdpSession> {
    const { sessionId } = await this.browser.send("Target.attachToTarget", { targetId, flatten: true });
    return this.session(sessionId as string);
  }

  session(sessionId: string): CdpSession {
    const session = this.#sessions.get(sessionId) ?? new CdpSession(this, sessionId);
    this.#sessions.set(sessionId, session);
    return session;
  }

  send(method: string, params: Fields, sessionId: string | undefined): Promise<Fields> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
  }

  close(): void {
    this.#socket.close();
  }

  #receive(message: Fields): void {
    const pending = this.#pending.get(message.id as number);
    if (pending) {
      this.#pending.delete(message.id as number);
      const error = message.error as { message: string } | undefined;
      if (error) pending.reject(new Error(error.message));
      else pending.resolve(message.result as Fields);
      return;
    }
    const sessionId = message.sessionId as string | undefined;
    const session = sessionId === undefined ? this.browser : this.session(sessionId);
    session.dispatch(message.method as string, message.params as Fields);
  }

  #abandon(): void {
    for (const { reject } of this.#pending.values()) reject(new Error("The browser has gone."));
    this.#pending.clear();
  }
}

export class CdpSession {
  readonly #connection: CdpConnection;
  readonly #sessionId: string | undefined;
  readonly #listeners = new Map<string, CdpListener[]>();

  constructor(connection: CdpConnection, sessionId: string | undefined) {
    this.#connection = connection;
    this.#sessionId = sessionId;
  }

  /** @throws Error with the browser's message when the command is refused. */
  send(method: string, params: Fields = {}): Promise<Fields> {
    return this.#connection.send(method, params, this.#sessionId);
  }

  on(method: string, listener: CdpListener): void {
    this.#listeners.set(method, [...(this.#listeners.get(method) ?? []), listener]);
  }

  dispatch(method: string, params: Fields): void {
    for (const listener of this.#listeners.get(method) ?? []) listener(params);
  }
}
