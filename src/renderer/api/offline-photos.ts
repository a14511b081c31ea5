import { useSyncExternalStore } from "react";
import { bytesOf } from "../timeline/columns.ts";
import { client } from "./connection.ts";
import { onLibraryEvent } from "./library-events.ts";
import { api, queryClient } from "./queries.ts";

/** Photos whose every file lies on a disk that is not connected, as numbers of assets. */
class OfflinePhotos {
  assetIds: ReadonlySet<number> = new Set();
  readonly #listeners = new Set<() => void>();

  constructor() {
    onLibraryEvent((type) => {
      if (type === "roots") void this.#refresh();
    });
  }

  async #refresh(): Promise<void> {
    try {
      const bytes = bytesOf((await client.photos.offline()).assetIds);
      this.assetIds = new Set(new Uint32Array(bytes.buffer));
      for (const listener of this.#listeners) listener();
      // What is said of a photo's files is not true any more.
      await queryClient.invalidateQueries({ queryKey: api.photos.details.key() });
    } catch {
      // The connection was lost; coming back it asks again.
    }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

const offlinePhotos = new OfflinePhotos();

export function useOfflinePhotos(): ReadonlySet<number> {
  return useSyncExternalStore(offlinePhotos.subscribe, () => offlinePhotos.assetIds);
}
