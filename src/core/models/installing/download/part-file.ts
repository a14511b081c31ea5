import { type FileHandle, open, readFile, rm, stat } from "node:fs/promises";
import { z } from "zod";
import { systemCodeOf } from "../../../errors.ts";
import { renameDurably, writeDurably } from "../durable-files.ts";

const recordSchema = z.object({
  /** Where it was asked for; without a password. */
  address: z.string(),
  /** Of the server that gave the bytes. */
  etag: z.string().nullable(),
  sizeBytes: z.number().int().positive().nullable(),
  sha256: z.string().nullable(),
});

/** What a part is a part of. */
export type PartRecord = z.infer<typeof recordSchema>;

export interface Part extends PartRecord {
  bytes: number;
}

/** The beginning of a file that is still coming, and beside it a note of what it is the beginning of. */
export class PartFile {
  readonly path: string;
  readonly #finishedPath: string;
  readonly #recordPath: string;

  /** @param path of the file when it is whole */
  constructor(path: string) {
    this.#finishedPath = path;
    this.path = `${path}.part`;
    this.#recordPath = `${path}.part.json`;
  }

  /** undefined where nothing has come, or it cannot be told what it is. */
  async read(): Promise<Part | undefined> {
    try {
      const [{ size }, text] = await Promise.all([stat(this.path), readFile(this.#recordPath, "utf8")]);
      const record = recordSchema.safeParse(JSON.parse(text));
      return record.success ? { ...record.data, bytes: size } : undefined;
    } catch (error) {
      if (systemCodeOf(error) === "ENOENT" || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  /** Empties it first: a note never stands beside bytes that it does not tell of. */
  async startAnew(record: PartRecord): Promise<FileHandle> {
    await this.discard();
    await writeDurably(this.#recordPath, JSON.stringify(recordSchema.parse(record)));
    return open(this.path, "w");
  }

  goOn(): Promise<FileHandle> {
    return open(this.path, "a");
  }

  async discard(): Promise<void> {
    await rm(this.#recordPath, { force: true });
    await rm(this.path, { force: true });
  }

  /** It is whole and right: it gets its name. */
  async finish(): Promise<void> {
    const handle = await open(this.path, "r+");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameDurably(this.path, this.#finishedPath);
    await rm(this.#recordPath, { force: true });
  }
}
