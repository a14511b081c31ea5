import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { systemCodeOf } from "../../errors.ts";
import { isThere } from "../../files/is-there.ts";
import { renameDurably, writeFailure } from "./durable-files.ts";

/**
 * The folders of a library's models. A model appears under its name whole or not at all:
 * `.ID.incoming` holds what has come so far, `.ID.replaced` what lay there before for the moment of a change of names,
 * `.ID.removed` what is being deleted.
 */
export class ModelFolders {
  readonly directory: string;

  /** @param directory `models` in the library; made when the first model comes */
  constructor(directory: string) {
    this.directory = directory;
  }

  of(id: string): string {
    return join(this.directory, id);
  }

  incoming(id: string): string {
    return join(this.directory, `.${id}.incoming`);
  }

  /** @throws DISK_FULL, LIBRARY_DISK_ERROR, PERMISSION_DENIED */
  async prepareIncoming(id: string): Promise<string> {
    const incoming = this.incoming(id);
    await mkdir(incoming, { recursive: true }).catch((error) => {
      throw writeFailure(error, incoming);
    });
    return incoming;
  }

  /** Makes the folder for what comes; false where somebody else is bringing a model of that name. */
  async claimIncoming(id: string): Promise<boolean> {
    const incoming = this.incoming(id);
    try {
      await mkdir(this.directory, { recursive: true });
      await mkdir(incoming);
      return true;
    } catch (error) {
      if (systemCodeOf(error) === "EEXIST") return false;
      throw writeFailure(error, incoming);
    }
  }

  /**
   * What came takes its place, and that of what was there before.
   * @throws DISK_FULL, LIBRARY_DISK_ERROR, PERMISSION_DENIED
   */
  async publish(id: string): Promise<void> {
    const [path, replaced] = [this.of(id), this.#aside(id, "replaced")];
    try {
      await rm(replaced, { recursive: true, force: true });
      if (isThere(path)) await rename(path, replaced);
      await renameDurably(this.incoming(id), path);
      await rm(replaced, { recursive: true, force: true });
    } catch (error) {
      if (!isThere(path) && isThere(replaced)) await rename(replaced, path);
      throw writeFailure(error, path);
    }
  }

  /** @throws LIBRARY_DISK_ERROR, PERMISSION_DENIED */
  async remove(id: string): Promise<void> {
    const [path, removed] = [this.of(id), this.#aside(id, "removed")];
    try {
      await rm(removed, { recursive: true, force: true });
      if (isThere(path)) await renameDurably(path, removed);
      await rm(removed, { recursive: true, force: true });
      await this.discardIncoming(id);
    } catch (error) {
      throw writeFailure(error, path);
    }
  }

  async discardIncoming(id: string): Promise<void> {
    await rm(this.incoming(id), { recursive: true, force: true });
  }

  /** Names of the models that lie there. */
  async list(): Promise<string[]> {
    const entries = await readdir(this.directory, { withFileTypes: true }).catch((error: unknown) => {
      if (systemCodeOf(error) === "ENOENT") return [];
      throw error;
    });
    return entries.filter((one) => one.isDirectory() && !one.name.startsWith(".")).map(({ name }) => name);
  }

  /**
   * Puts right what a process left that was killed in the middle of something.
   * @param isAwaited whether what has come of a model will be gone on with
   */
  async tidy(isAwaited: (id: string) => boolean): Promise<void> {
    const names = await readdir(this.directory).catch(() => []);
    for (const name of names) {
      const [, id, state] = /^\.(.+)\.(incoming|replaced|removed)$/.exec(name) ?? [];
      if (id === undefined) continue;
      const path = join(this.directory, name);
      if (state === "incoming" && isAwaited(id)) continue;
      if (state === "replaced" && !isThere(this.of(id))) await rename(path, this.of(id));
      else await rm(path, { recursive: true, force: true });
    }
  }

  #aside(id: string, state: "replaced" | "removed"): string {
    return join(this.directory, `.${id}.${state}`);
  }
}
