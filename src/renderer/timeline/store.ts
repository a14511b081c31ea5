import { useSyncExternalStore } from "react";
import { client, connection } from "../api/connection.ts";
import { onLibraryEvent } from "../api/library-events.ts";
import { bytesOf, decodeColumns, noPhotos, type PhotoColumns } from "./columns.ts";
import { mergeColumns } from "./merge-columns.ts";

/** Between two looks at what is new, while photos keep coming. */
const restMillis = 1000;
/** Before it asks again after the library could not answer. */
const retryMillis = 3000;

/** Every photo of the library, kept in step with it. Lives outside React: a grid reads it, nothing copies it. */
class TimelineStore {
  photos: PhotoColumns = noPhotos;
  /** False until the first answer: an empty library is not the same as an unknown one. */
  isKnown = false;
  #revision: number | undefined;
  #isAsking = false;
  #isStale = false;
  readonly #listeners = new Set<() => void>();

  constructor() {
    onLibraryEvent((type) => {
      if (type === "photos" || type === "roots") void this.refresh();
    });
  }

  /** Asks for what changed; calls that come meanwhile are answered by one more question. */
  async refresh(): Promise<void> {
    this.#isStale = true;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        await this.#ask();
        await new Promise((resolve) => setTimeout(resolve, restMillis));
      }
    } catch {
      // Where the connection was lost, it asks again once that is back.
      if (connection.state === "online") setTimeout(() => void this.refresh(), retryMillis);
    } finally {
      this.#isAsking = false;
    }
  }

  async #ask(): Promise<void> {
    const since = this.#revision === undefined ? {} : { since: this.#revision };
    const timeline = await client.photos.timeline(since);
    this.#revision = timeline.revision;
    const isNothingNew = timeline.isDelta && timeline.count === 0 && timeline.removedAssetIds === "";
    if (isNothingNew && this.isKnown) return;
    const columns = decodeColumns(timeline);
    this.photos = timeline.isDelta
      ? mergeColumns(this.photos, columns, new Uint32Array(bytesOf(timeline.removedAssetIds).buffer))
      : columns;
    this.isKnown = true;
    for (const listener of this.#listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

export const timeline = new TimelineStore();

export function usePhotos(): PhotoColumns {
  return useSyncExternalStore(timeline.subscribe, () => timeline.photos);
}

export function useIsTimelineKnown(): boolean {
  return useSyncExternalStore(timeline.subscribe, () => timeline.isKnown);
}
