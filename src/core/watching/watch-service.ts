import { readFileSync } from "node:fs";
import type { Watching } from "../../contract/roots.ts";
import type { Catalog } from "../catalog/index.ts";
import type { RootRow } from "../catalog/roots.ts";
import { isInside, relativeTo } from "../files/path-inside.ts";
import type { ScanTarget } from "../ingest/add-roots.ts";
import type { JobManager } from "../ingest/job-manager.ts";
import { absolutePath } from "../ingest/scan.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import { ChangedDirectories } from "./changed-directories.ts";
import { FolderWatcher } from "./folder-watcher.ts";

export interface WatchParts {
  catalog: Catalog;
  places: RootPlaces;
  jobs: JobManager;
  /** Called when a root came, went, moved, or is watched otherwise than before. */
  onRootsChanged: () => void;
}

/** Between the last thing that happened in a directory and looking at it; a file written to since then waits. */
const quietMillis = 2000;
const settleMillis = 1500;
const longestWaitMillis = 15_000;

/** Between two looks at which disks are there. */
const mountsMillis = 2000;

export const scheduledMinutes = 15;

/** Problems that are looked at again in one go; the others have their turn in the next. */
const mostProblemsAtOnce = 1000;

interface WatchedRoot {
  path: string;
  watcher: FolderWatcher | undefined;
  watching: Watching;
}

const live: Watching = { kind: "live", reason: null, everyMinutes: null };
const off: Watching = { kind: "off", reason: null, everyMinutes: null };

function scheduled(reason: Watching["reason"]): Watching {
  return { kind: "scheduled", reason, everyMinutes: scheduledMinutes };
}

/**
 * Keeps the library in step with its folders: watches those that can be, looks again at the others from time to time,
 * and notices disks that come and go.
 */
export class WatchService {
  readonly #parts: WatchParts;
  readonly #roots = new Map<number, WatchedRoot>();
  readonly #changed = new ChangedDirectories(
    { quietMillis, longestMillis: longestWaitMillis },
    () => void this.#follow(),
  );
  readonly #timers: NodeJS.Timeout[] = [];
  #states = "";
  #syncing: Promise<void> = Promise.resolve();
  #isOn = false;
  #isFollowing = false;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** From here on changes come in by themselves; what happened before is looked for first. */
  async start(): Promise<void> {
    if (this.#isOn) return;
    this.#isOn = true;
    await this.sync();
    this.#timers.push(
      setInterval(() => void this.sync(), mountsMillis),
      setInterval(() => this.#rescan("scheduled"), scheduledMinutes * 60_000),
    );
  }

  watchingOf(rootId: number): Watching {
    return this.#roots.get(rootId)?.watching ?? off;
  }

  /** Looks at every folder again, as after a change of the rules; watchers start anew with the new ones. */
  async restart(): Promise<void> {
    if (!this.#isOn) return;
    for (const rootId of [...this.#roots.keys()]) await this.#unwatch(rootId);
    await this.sync();
  }

  /** Watches the roots that are there now, and no others. One after the other: each sees what the last one did. */
  sync(): Promise<void> {
    this.#syncing = this.#syncing.then(() => this.#sync()).catch((error: unknown) => console.error(error));
    return this.#syncing;
  }

  async #sync(): Promise<void> {
    if (!this.#isOn) return;
    const { catalog, places, onRootsChanged } = this.#parts;
    await places.refresh();
    if (!this.#isOn) return;
    const roots = catalog.roots.list();
    const online = new Map(roots.filter((root) => places.isOnline(root)).map((root) => [root.rootId, root]));
    for (const [rootId, { path }] of [...this.#roots]) {
      if (online.get(rootId)?.path !== path) await this.#unwatch(rootId);
    }
    this.#lookAgain(online);
    for (const root of online.values()) {
      // A root that is being looked at for the first time is watched after that: only then is its size known.
      const isToWatch = !this.#roots.has(root.rootId) && catalog.keeping.hindrance === null;
      if (isToWatch && !this.#parts.jobs.isScanning(root.path)) this.#watch(root);
    }
    const states = JSON.stringify(
      roots.map(({ rootId, path }) => [rootId, path, online.has(rootId), this.watchingOf(rootId)]),
    );
    if (states === this.#states) return;
    this.#states = states;
    onRootsChanged();
  }

  /** Files and folders that could not be looked at or read have their next turn. */
  #lookAgain(online: ReadonlyMap<number, RootRow>): void {
    const { catalog } = this.#parts;
    const due = catalog.troubles.due(mostProblemsAtOnce);
    if (due.length === 0) return;
    catalog.transaction(() => {
      for (const { fileId } of due) catalog.troubles.postpone(fileId);
    });
    for (const { rootId, directory, isDirectory } of due) {
      const root = online.get(rootId);
      if (root) this.#changed.add(absolutePath(root.path, directory), isDirectory);
    }
  }

  #watch(root: RootRow): void {
    const { catalog, places } = this.#parts;
    const { rootId, path } = root;
    const isLarge = catalog.roots.directoryCount(rootId) > watchableDirectories();
    if (isLarge || places.isOnNetwork(root)) {
      const watching = scheduled(isLarge ? "too-large" : "network");
      this.#roots.set(rootId, { path, watcher: undefined, watching });
      this.#changed.add(path, true);
      return;
    }
    const watched: WatchedRoot = { path, watcher: undefined, watching: live };
    watched.watcher = new FolderWatcher({
      rootPath: path,
      exceptDirectory: catalog.libraryDirectory,
      leaveOut: catalog.settings.get("leaveOut"),
      onReady: () => this.#changed.add(path, true),
      onChange: (directory, isDeep) => this.#changed.add(directory, isDeep),
      onFailure: (reason) => {
        if (watched.watching.kind !== "live") return;
        watched.watching = scheduled(reason);
        void watched.watcher?.close();
        this.#changed.add(path, true);
      },
    });
    this.#roots.set(rootId, watched);
  }

  async #unwatch(rootId: number): Promise<void> {
    const watched = this.#roots.get(rootId);
    this.#roots.delete(rootId);
    await watched?.watcher?.close();
  }

  #rescan(kind: Watching["kind"]): void {
    for (const { path, watching } of this.#roots.values()) {
      if (watching.kind === kind) this.#changed.add(path, true);
    }
  }

  /** One look at a time: what changes meanwhile is gathered for the next. */
  async #follow(): Promise<void> {
    if (this.#isFollowing || !this.#isOn) return;
    // On a full disk all is looked at when there is room.
    if (this.#parts.catalog.keeping.hindrance) return;
    this.#isFollowing = true;
    try {
      const changed = this.#changed.take();
      const targets = changed.flatMap(({ path, isDeep }) => this.#targetOf(path, isDeep) ?? []);
      if (targets.length > 0) {
        const paths = targets.map(({ rootPath, subtree }) => absolutePath(rootPath, subtree));
        const before = this.#closedFolders(targets);
        const unsettled = await this.#parts.jobs.follow(paths, targets, settleMillis);
        for (const path of unsettled) this.#changed.add(path, false);
        await this.#watchOpened(before, this.#closedFolders(targets));
      }
    } catch (error) {
      // The library is being closed, or its disk is full: the next start looks at everything.
      console.error(error);
    } finally {
      this.#isFollowing = false;
    }
    // Their time may have come while this one ran.
    this.#changed.wait();
  }

  /** Folders that cannot be looked into, and so are not watched: by root. */
  #closedFolders(targets: readonly ScanTarget[]): Map<number, Set<string>> {
    const { troubles } = this.#parts.catalog;
    const rootIds = [...new Set(targets.map(({ rootId }) => rootId))];
    return new Map(rootIds.map((rootId) => [rootId, new Set(troubles.foldersOf(rootId).keys())]));
  }

  /** A root in which a folder can be looked into again is watched anew, with that folder. */
  async #watchOpened(
    before: ReadonlyMap<number, ReadonlySet<string>>,
    after: ReadonlyMap<number, ReadonlySet<string>>,
  ): Promise<void> {
    for (const [rootId, closed] of before) {
      if (closed.isSubsetOf(after.get(rootId) ?? new Set())) continue;
      await this.#unwatch(rootId);
      void this.sync();
    }
  }

  #targetOf(path: string, isDeep: boolean): ScanTarget | undefined {
    for (const [rootId, root] of this.#roots) {
      if (!isInside(path, root.path)) continue;
      return { rootId, rootPath: root.path, subtree: relativeTo(root.path, path), isShallow: !isDeep };
    }
    return undefined;
  }

  async close(): Promise<void> {
    this.#isOn = false;
    for (const timer of this.#timers) clearInterval(timer);
    this.#changed.close();
    // The catalog is closed after this.
    await this.#syncing;
    await Promise.all([...this.#roots.keys()].map((rootId) => this.#unwatch(rootId)));
  }
}

/** Half of what a user may watch on Linux: other programs want theirs. Elsewhere a watch covers a whole tree. */
function watchableDirectories(): number {
  if (process.platform !== "linux") return Number.POSITIVE_INFINITY;
  try {
    return Number(readFileSync("/proc/sys/fs/inotify/max_user_watches", "utf8")) / 2;
  } catch {
    return 4096;
  }
}
