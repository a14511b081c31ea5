import { type MessagePortMain, type UtilityProcess, utilityProcess } from "electron";
import type { MediaKind } from "../contract/media.ts";
import type { TileAddress } from "../contract/tiles.ts";
import {
  type Failure,
  type MediaAnswer,
  type MessageFromCore,
  type MessageToCore,
  messageFromCoreSchema,
} from "./core-messages.ts";
import type { PowerState } from "./power.ts";
import { RecentOutput } from "./recent-output.ts";
import { restartDelayMillis } from "./restart-policy.ts";

/** How long the batch in hand may take when the app quits; the catalog survives worse. */
const stopTimeoutMillis = 5_000;

export interface CoreListener {
  /** A new core process has taken over from one that died: ports to the old one are dead. */
  restarted(): void;
  /** The library could not be opened, and the core process goes; `start` tries anew. */
  failed(failure: Failure, libraryDirectory: string | undefined): void;
  /** Crashed too often to go on by itself; `start` tries anew. */
  gaveUp(output: string, libraryDirectory: string | undefined): void;
  indexRefused(failure: Failure): void;
  reveal(path: string): void;
  /** Moves a file to the system's trash; rejects when it refuses. */
  trash(path: string): Promise<void>;
  /** Seals a text by the system's keychain, or gives the text back that it sealed; undefined where it cannot. */
  secret(secret: string | Uint8Array): Promise<string | Uint8Array | undefined>;
}

export interface MediaOutcome {
  answer: MediaAnswer | null;
  failure: Failure | null;
}

interface Waiting {
  message: MessageToCore;
  ports: MessagePortMain[];
}

/**
 * Keeps one core process running. What is asked of it while it starts waits; a picture that was asked for when it
 * crashed is asked for again.
 */
export class CoreSupervisor {
  readonly #entryPath: string;
  readonly #listener: CoreListener;
  readonly #media = new Map<number, { message: MessageToCore; settle: (outcome: MediaOutcome) => void }>();
  readonly #crashTimes: number[] = [];
  #waiting: Waiting[] = [];
  #child: UtilityProcess | undefined;
  #output = new RecentOutput();
  #libraryDirectory: string | undefined;
  #isReady = false;
  #hasBeenReady = false;
  #isEnding = false;
  #lastRequestId = 0;
  #power: MessageToCore | undefined;

  constructor(entryPath: string, listener: CoreListener) {
    this.#entryPath = entryPath;
    this.#listener = listener;
  }

  /** Only after the app is ready, and not while one is running. */
  start(): void {
    const child = utilityProcess.fork(this.#entryPath, [], {
      serviceName: "Shoebox core",
      // For the C library of Linux; bin/shoebox.mjs says why.
      env: { MALLOC_ARENA_MAX: "2", ...process.env },
      stdio: ["ignore", "inherit", "pipe"],
    });
    this.#child = child;
    this.#isReady = false;
    this.#output = new RecentOutput(child.stderr);
    child.on("message", (data: unknown) => this.#receive(messageFromCoreSchema.parse(data)));
    child.on("exit", (code) => this.#ended(child, code));
  }

  /** Gives a page's port to the core. */
  connect(port: MessagePortMain): void {
    this.#send({ type: "connect" }, [port]);
  }

  index(directories: string[]): void {
    this.#send({ type: "index", directories });
  }

  /** Told to each core process anew. */
  power(state: PowerState): void {
    this.#power = { type: "power", ...state };
    if (this.#isReady) this.#send(this.#power);
  }

  media(kind: MediaKind, assetId: number): Promise<MediaOutcome> {
    return this.#askForPicture({ type: "media", requestId: ++this.#lastRequestId, kind, assetId });
  }

  tile(tile: TileAddress): Promise<MediaOutcome> {
    return this.#askForPicture({ type: "tile", requestId: ++this.#lastRequestId, tile });
  }

  #askForPicture(message: MessageToCore & { requestId: number }): Promise<MediaOutcome> {
    const { requestId } = message;
    return new Promise((settle) => {
      this.#media.set(requestId, { message, settle });
      if (this.#isReady) this.#send(message);
    });
  }

  /** Lets the core finish the batch in hand and close its library. */
  async stop(): Promise<void> {
    this.#isEnding = true;
    const child = this.#child;
    if (!child) return;
    const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.postMessage({ type: "stop" } satisfies MessageToCore);
    const timer = setTimeout(() => child.kill(), stopTimeoutMillis);
    await exited;
    clearTimeout(timer);
  }

  #send(message: MessageToCore, ports: MessagePortMain[] = []): void {
    if (this.#isReady) this.#child?.postMessage(message, ports);
    else this.#waiting.push({ message, ports });
  }

  #receive(message: MessageFromCore): void {
    if (message.type === "starting") {
      this.#libraryDirectory = message.libraryDirectory;
    } else if (message.type === "ready") {
      this.#becomeReady();
    } else if (message.type === "failed") {
      this.#child?.kill();
      this.#child = undefined;
      this.#listener.failed(message.failure, this.#libraryDirectory);
    } else if (message.type === "media") {
      this.#media.get(message.requestId)?.settle(message);
      this.#media.delete(message.requestId);
    } else if (message.type === "reveal") {
      this.#listener.reveal(message.path);
      this.#send({ type: "revealed", requestId: message.requestId });
    } else if (message.type === "trash") {
      void this.#trash(message.requestId, message.path);
    } else if (message.type === "secret") {
      void this.#secret(message.requestId, message.secret);
    } else {
      this.#listener.indexRefused(message.failure);
    }
  }

  #becomeReady(): void {
    this.#isReady = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { message, ports } of waiting) this.#send(message, ports);
    for (const { message } of this.#media.values()) this.#send(message);
    if (this.#power) this.#send(this.#power);
    if (this.#hasBeenReady) this.#listener.restarted();
    this.#hasBeenReady = true;
  }

  async #trash(requestId: number, path: string): Promise<void> {
    const refusal = await this.#listener.trash(path).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    this.#send({ type: "trashed", requestId, refusal });
  }

  /** Answered at once: opening a library may wait for it. */
  async #secret(requestId: number, secret: string | Uint8Array): Promise<void> {
    const child = this.#child;
    const answer = await this.#listener.secret(secret).catch(() => undefined);
    const message: MessageToCore = {
      type: "secretIs",
      requestId,
      answer: typeof answer === "object" ? new Uint8Array(answer) : (answer ?? null),
    };
    child?.postMessage(message);
  }

  #ended(child: UtilityProcess, code: number): void {
    if (child !== this.#child) return;
    this.#child = undefined;
    this.#isReady = false;
    if (this.#isEnding) return;
    console.error(`The core process ended unexpectedly (${code}).`);
    this.#crashTimes.push(performance.now());
    const delayMillis = restartDelayMillis(this.#crashTimes);
    if (delayMillis === undefined) this.#giveUp();
    else setTimeout(() => this.#restart(), delayMillis);
  }

  #restart(): void {
    if (!this.#isEnding) this.start();
  }

  #giveUp(): void {
    this.#crashTimes.length = 0;
    this.#listener.gaveUp(this.#output.text, this.#libraryDirectory);
  }
}
