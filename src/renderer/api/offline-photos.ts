import { useSyncExternalStore } from "react";
import { bytesOf } from "../timeline/columns.ts";
import { AssetSet } from "./asset-set.ts";
import { client } from "./connection.ts";
import { onLibraryEvent } from "./library-events.ts";
import { api, queryClient } from "./queries.ts";

/** Photos whose every file lies on a disk that is not connected, as numbers of assets. */
class OfflinePhotos {
  photos = new AssetSet(new Uint32Array());
  readonly #listeners = new Set<() => void>();

  constructor() {
    onLibraryEvent((type) => {
      if (type === "roots") void this.#refresh();
    });
  }

  async #refresh(): Promise<void> {
    try {
      const bytes = bytesOf((await client.photos.offline()).assetIds);
      this.photos = new AssetSet(new Uint32Array(bytes.buffer));
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

export function useOfflinePhotos(): AssetSet {
  return useSyncExternalStore(offlinePhotos.subscribe, () => offlinePhotos.photos);
}
