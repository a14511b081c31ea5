import { link, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ModelEntry, ModelFile } from "../../manifest/schema.ts";
import { assertRoomFor } from "../disk-room.ts";
import { readDescription, withSafePaths, writeDescription } from "../model-description.ts";
import type { ModelFolders } from "../model-folders.ts";
import { type FileState, stateOf } from "../verify-files.ts";
import { addressOf } from "./addresses.ts";
import { type ArrivedFile, downloadFile, type FileProgress } from "./download-file.ts";
import type { HttpAgents } from "./http-agents.ts";
import { PartFile } from "./part-file.ts";
import type { Patience } from "./patience.ts";

export interface ModelDownloadOptions {
  folders: ModelFolders;
  endpoint: URL;
  agents: HttpAgents;
  patience: Patience;
  /** At once. */
  filesAtOnce: number;
  signal: AbortSignal;
  /** @param bytesTotal null until the size of every file is known */
  onProgress(bytesDone: number, bytesTotal: number | null, bytesReceived: number): void;
}

/**
 * Brings all files of a model, several at once, into a folder beside the installed ones, and gives it its name when all
 * are right. What came of an earlier try is gone on with; what has come stays when this one fails or is cancelled.
 * @throws MODEL_DOWNLOAD_FAILED, MODEL_CORRUPT, DISK_FULL, LIBRARY_DISK_ERROR, PERMISSION_DENIED; the signal's reason
 */
export async function downloadModel(entry: ModelEntry, options: ModelDownloadOptions): Promise<void> {
  const download = new Download(withSafePaths(entry, "The list of models"), options);
  await download.run();
}

class Download {
  readonly #options: ModelDownloadOptions;
  readonly #directory: string;
  /** With what was learned of its files on the way. */
  #entry: ModelEntry;
  readonly #progress = new Map<string, Omit<FileProgress, "bytesReceived">>();
  #describing: Promise<void> = Promise.resolve();

  constructor(entry: ModelEntry, options: ModelDownloadOptions) {
    this.#entry = entry;
    this.#options = options;
    this.#directory = options.folders.incoming(entry.id);
  }

  async run(): Promise<void> {
    const { folders, signal } = this.#options;
    await folders.prepareIncoming(this.#entry.id);
    await this.#recall(folders.of(this.#entry.id));
    await this.#recall(this.#directory);
    const files = await this.#filesToBring();
    await assertRoomFor(dirname(this.#directory), this.#bytesLeft());
    await this.#bringAll(files);
    signal.throwIfAborted();
    await writeDescription(this.#directory, this.#entry);
    await folders.publish(this.#entry.id);
  }

  /** What an earlier download learned of files that the manifest says nothing of. */
  async #recall(directory: string): Promise<void> {
    const earlier = await readDescription(directory).catch(() => undefined);
    if (earlier?.revision !== this.#entry.revision) return;
    const learned = new Map(earlier.files.map((file) => [file.path, file]));
    this.#setFiles((file) => {
      const known = learned.get(file.path);
      if (!known || known.url !== file.url) return file;
      return { ...file, sizeBytes: file.sizeBytes ?? known.sizeBytes, sha256: file.sha256 ?? known.sha256 };
    });
  }

  async #filesToBring(): Promise<ModelFile[]> {
    const files: ModelFile[] = [];
    for (const file of this.#entry.files) {
      const state = await this.#stateOf(file);
      const part =
        state === "right" ? undefined : await new PartFile(join(this.#directory, file.path)).read();
      const bytesDone = state === "right" ? (file.sizeBytes ?? 0) : (part?.bytes ?? 0);
      this.#tell(file, { bytesDone, sizeBytes: file.sizeBytes, bytesReceived: 0 });
      if (state !== "right") files.push(file);
    }
    return files;
  }

  /** A file that lies right where the model is installed already, whatever else is wrong there, need not come again. */
  async #stateOf(file: ModelFile): Promise<FileState> {
    const { folders, signal } = this.#options;
    const state = await stateOf(file, this.#directory, signal);
    const installed = folders.of(this.#entry.id);
    if (state !== "missing" || (await stateOf(file, installed, signal)) !== "right") return state;
    const path = join(this.#directory, file.path);
    await mkdir(dirname(path), { recursive: true });
    // Some disks know no second names; the file comes from afar then.
    return link(join(installed, file.path), path).then(
      () => "right",
      () => "missing",
    );
  }

  /** Lanes that each take the next file; the first that fails ends them all. */
  async #bringAll(files: readonly ModelFile[]): Promise<void> {
    const failed = new AbortController();
    const signal = AbortSignal.any([this.#options.signal, failed.signal]);
    const waiting = files.values();
    const lane = async () => {
      for (const file of waiting) await this.#bring(file, signal);
    };
    const lanes = Array.from({ length: this.#options.filesAtOnce }, () =>
      lane().catch((error) => failed.abort(error)),
    );
    await Promise.all(lanes);
    signal.throwIfAborted();
  }

  async #bring(file: ModelFile, signal: AbortSignal): Promise<void> {
    const { agents, patience, endpoint } = this.#options;
    const wanted = {
      name: file.path,
      path: join(this.#directory, file.path),
      address: addressOf(this.#entry, file, endpoint),
      sizeBytes: file.sizeBytes,
      sha256: file.sha256,
    };
    await downloadFile(wanted, {
      agents,
      patience,
      signal,
      onProgress: (progress) => this.#tell(file, progress),
      onVerified: (arrived) => this.#learn(file, arrived),
    });
  }

  /** Written one after the other, since files arrive beside each other. */
  #learn({ path }: ModelFile, arrived: ArrivedFile): Promise<void> {
    this.#setFiles((file) => (file.path === path ? { ...file, ...arrived } : file));
    const entry = this.#entry;
    this.#describing = this.#describing.then(() => writeDescription(this.#directory, entry));
    return this.#describing;
  }

  #setFiles(change: (file: ModelFile) => ModelFile): void {
    this.#entry = { ...this.#entry, files: this.#entry.files.map(change) };
  }

  #tell({ path }: ModelFile, { bytesDone, sizeBytes, bytesReceived }: FileProgress): void {
    this.#progress.set(path, { bytesDone, sizeBytes });
    const files = [...this.#progress.values()];
    const isTotalKnown =
      files.length === this.#entry.files.length && files.every((one) => one.sizeBytes !== null);
    const total = isTotalKnown ? sum(files.map((one) => one.sizeBytes ?? 0)) : null;
    this.#options.onProgress(sum(files.map((one) => one.bytesDone)), total, bytesReceived);
  }

  #bytesLeft(): number {
    const left = [...this.#progress.values()].map((one) => (one.sizeBytes ?? one.bytesDone) - one.bytesDone);
    return sum(left.map((bytes) => Math.max(0, bytes)));
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
