import { basename, dirname, join } from "node:path";
import { type FSWatcher, watch } from "chokidar";
import { systemCodeOf } from "../errors.ts";
import { isInside, relativeTo } from "../files/path-inside.ts";
import { LeaveOutRules, ruleFileName } from "../ingest/leave-out.ts";

export interface FolderWatcherOptions {
  rootPath: string;
  exceptDirectory: string;
  leaveOut: readonly string[];
  /** From here on nothing is missed. */
  onReady(): void;
  /** Something changed in this directory; `isDeep`: anywhere below it. */
  onChange(directory: string, isDeep: boolean): void;
  /** It watches no longer: the system has no more watches to give, or something else went wrong. */
  onFailure(reason: "too-large" | "error"): void;
}

/** What inotify(7) and the systems' file limits say when there are too many directories. */
const exhaustedCodes = new Set(["ENOSPC", "EMFILE", "ENFILE"]);

/**
 * Tells in which directories of a folder something happened. Only directories are watched, one watch each: what became
 * of the files in them is for a scan to find out.
 */
export class FolderWatcher {
  readonly #options: FolderWatcherOptions;
  readonly #rules: LeaveOutRules;
  readonly #watcher: FSWatcher;

  constructor(options: FolderWatcherOptions) {
    this.#options = options;
    this.#rules = LeaveOutRules.ofSettings(options.leaveOut, options.rootPath);
    this.#watcher = watch(options.rootPath, {
      ignored: (path, stats) => this.#isIgnored(path, stats?.isDirectory() ?? true),
      ignoreInitial: true,
      followSymlinks: false,
      ignorePermissionErrors: true,
    });
    this.#watcher.on("ready", () => options.onReady());
    this.#watcher.on("raw", (_, path, details) => this.#onRaw(path, details));
    this.#watcher.on("addDir", (path) => options.onChange(path, true));
    this.#watcher.on("unlinkDir", (path) => options.onChange(dirname(path), false));
    this.#watcher.on("error", (error) =>
      options.onFailure(exhaustedCodes.has(systemCodeOf(error)) ? "too-large" : "error"),
    );
  }

  #isIgnored(path: string, isDirectory: boolean): boolean {
    const { rootPath, exceptDirectory } = this.#options;
    if (!isDirectory || path === exceptDirectory) return true;
    return (
      path !== rootPath && isInside(path, rootPath) && this.#rules.leavesOut(relativeTo(rootPath, path), true)
    );
  }

  /** @param path relative to the watched directory: on Linux a name in it */
  #onRaw(path: string | null, details: unknown): void {
    const watchedPath = (details as { watchedPath?: unknown } | null)?.watchedPath;
    if (typeof watchedPath !== "string") return;
    const { rootPath, onChange } = this.#options;
    const changed = path === null ? join(watchedPath, "unnamed") : join(watchedPath, path);
    const directory = dirname(changed);
    if (!isInside(directory, rootPath)) return;
    const relative = relativeTo(rootPath, changed);
    const name = basename(changed);
    // What leaves a folder out, or no longer does, is about all below it.
    if (name === ruleFileName || this.#rules.marks.has(name)) onChange(directory, true);
    else if (!this.#rules.leavesOut(relative, false)) onChange(directory, false);
  }

  close(): Promise<void> {
    return this.#watcher.close();
  }
}
