import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { QdrantStatus } from "../../contract/vectors.ts";
import { fromSystemError } from "../errors.ts";

/** The system's keychain, where a shell has one. */
export interface Secrets {
  /** @returns bytes that only this user of this machine can read; undefined where there is no keychain */
  seal(text: string): Promise<Uint8Array | undefined>;
  /** @returns undefined for bytes that it did not seal */
  unseal(bytes: Uint8Array): Promise<string | undefined>;
}

export interface KnownKey {
  /** undefined where the keychain that sealed it cannot be asked here. */
  key: string | undefined;
  keptIn: NonNullable<QdrantStatus["keyKeptIn"]>;
}

const fileSchema = z.object({
  /** The server it is for: it is sent to no other. */
  url: z.string(),
  key: z.string().optional(),
  /** Base64. */
  sealed: z.string().optional(),
});

/**
 * The key of a library's Qdrant server: sealed by the system's keychain, else in a file that only its owner can read. It
 * is never in the catalog, so that a copy of that gives nobody the server.
 */
export class KeyStore {
  readonly #path: string;
  readonly #secrets: Secrets | undefined;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(libraryDirectory: string, secrets?: Secrets, environment: NodeJS.ProcessEnv = process.env) {
    this.#path = join(libraryDirectory, "qdrant.key");
    this.#secrets = secrets;
    this.#environment = environment;
  }

  /** The key for this server: that of the environment, else the one that is kept; undefined where there is none. */
  async find(url: string): Promise<KnownKey | undefined> {
    const given = this.#environment.SHOEBOX_QDRANT_API_KEY?.trim();
    if (given) return { key: given, keptIn: "environment" };
    const kept = this.#read();
    if (kept?.url !== url) return undefined;
    if (kept.sealed === undefined) return { key: kept.key, keptIn: "file" };
    const key = await this.#secrets?.unseal(Buffer.from(kept.sealed, "base64"));
    return { key, keptIn: "keychain" };
  }

  #read(): z.infer<typeof fileSchema> | undefined {
    try {
      return fileSchema.parse(JSON.parse(readFileSync(this.#path, "utf8")));
    } catch {
      return undefined;
    }
  }

  /** @throws PERMISSION_DENIED, DISK_FULL */
  async keep(url: string, key: string): Promise<void> {
    const sealed = await this.#secrets?.seal(key);
    const contents = sealed ? { url, sealed: Buffer.from(sealed).toString("base64") } : { url, key };
    const unfinished = `${this.#path}.new`;
    try {
      rmSync(unfinished, { force: true });
      writeFileSync(unfinished, JSON.stringify(contents), { mode: 0o600, flag: "wx" });
      // Whatever the process's mask lets through.
      chmodSync(unfinished, 0o600);
      renameSync(unfinished, this.#path);
    } catch (error) {
      throw fromSystemError(error, this.#path, "LIBRARY_DISK_ERROR");
    }
  }

  forget(): void {
    rmSync(this.#path, { force: true });
  }
}
