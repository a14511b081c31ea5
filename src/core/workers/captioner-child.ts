import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { ShoeboxError } from "../errors.ts";
import type { CaptioningModel, Sentence } from "../models/captioners/captioner.ts";
import type { CaptionerAnswer, CaptionerTask } from "./captioner-messages.ts";
import { workerFile } from "./worker-file.ts";

/** Of what a dying process says last: enough for the sentence that matters. */
const mostLastWords = 2000;

/**
 * A process with a captioner in it. It does one thing at a time; it is of no more use after an error that is no answer.
 */
export class CaptionerChild {
  readonly #model: CaptioningModel;
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;
  #lastWords = "";

  constructor(model: CaptioningModel) {
    this.#model = model;
    this.#process = fork(fileURLToPath(workerFile("captioner-entry")), {
      serialization: "advanced",
      // What the parent was started with, an inspector for example, is not meant for it.
      execArgv: [],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      env: { ...process.env, ...(process.versions.electron && { ELECTRON_RUN_AS_NODE: "1" }) },
    });
    this.#ended = once(this.#process, "close").catch(() => {});
    this.#process.on("error", ({ message }) => this.#hear(message));
    this.#process.stderr?.setEncoding("utf8").on("data", (text: string) => this.#hear(text));
  }

  /** Before anything else. @throws MODEL_MISSING, MODEL_CORRUPT, CAPTION_TIMEOUT, WORKER_CRASHED */
  async load(threads: number, limitMillis: number): Promise<void> {
    await this.#ask({ model: this.#model, threads }, limitMillis);
  }

  get isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null && this.#process.connected;
  }

  /** Of the system; for whoever watches over it. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  /**
   * @param pixels uint8 [batchSize, height, width, 3]
   * @throws MODEL_CORRUPT; CAPTION_TIMEOUT and WORKER_CRASHED, after which it is ended
   */
  async caption(pixels: Uint8Array, limitMillis: number): Promise<Sentence[][]> {
    const answer = await this.#ask({ pixels }, limitMillis);
    return "sentences" in answer ? answer.sentences : [];
  }

  /** At once: nothing of it is worth waiting for. */
  async end(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#ended;
  }

  async #ask(task: CaptionerTask, limitMillis: number): Promise<CaptionerAnswer> {
    const answer = await this.#answerTo(task, limitMillis);
    if (answer === "crash" || answer === "timeout") {
      await this.end();
      throw answer === "crash" ? this.#crashed() : this.#tookTooLong(limitMillis);
    }
    if (!("trouble" in answer)) return answer;
    const { code, message, path } = answer.trouble;
    throw new ShoeboxError(code, message, path === undefined ? {} : { path });
  }

  #answerTo(task: CaptionerTask, limitMillis: number): Promise<CaptionerAnswer | "crash" | "timeout"> {
    return new Promise((resolve) => {
      const settle = (answer: CaptionerAnswer | "crash" | "timeout") => {
        clearTimeout(timer);
        this.#process.off("message", onMessage).off("error", onCrash).off("close", onCrash);
        resolve(answer);
      };
      const onMessage = (answer: unknown) => settle(answer as CaptionerAnswer);
      const onCrash = () => settle("crash");
      const timer = setTimeout(() => settle("timeout"), limitMillis);
      this.#process.on("message", onMessage).on("error", onCrash).on("close", onCrash);
      if (!this.isRunning) return onCrash();
      this.#process.send(task, (error) => error && onCrash());
    });
  }

  #hear(text: string): void {
    this.#lastWords = (this.#lastWords + text).slice(-mostLastWords);
  }

  #crashed(): ShoeboxError {
    const { exitCode, signalCode } = this.#process;
    const how = signalCode === null ? `with code ${exitCode}` : `by ${signalCode}`;
    const lastWords = this.#lastWords.trim();
    const said = lastWords === "" ? "." : `: ${lastWords}`;
    const message = `The process of the model ${this.#model.entry.name} was ended ${how}${said}`;
    return new ShoeboxError("WORKER_CRASHED", message);
  }

  #tookTooLong(limitMillis: number): ShoeboxError {
    const seconds = Math.round(limitMillis / 1000);
    const message = `The model ${this.#model.entry.name} came to no end in ${seconds} seconds.`;
    return new ShoeboxError("CAPTION_TIMEOUT", message);
  }
}
