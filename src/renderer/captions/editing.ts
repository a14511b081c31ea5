import { useEffect, useSyncExternalStore } from "react";

let edited: number | undefined;
const listeners = new Set<() => void>();

/** Opens the caption of this photo for writing, wherever its facts are shown; undefined closes whichever is open. */
export function editCaptionOf(assetId: number | undefined): void {
  edited = assetId;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the caption of this photo, whose facts are shown, is open; another photo's is not any more. */
export function useIsCaptionEdited(assetId: number): boolean {
  useEffect(() => {
    if (edited !== undefined && edited !== assetId) editCaptionOf(undefined);
  }, [assetId]);
  return useSyncExternalStore(subscribe, () => edited === assetId);
}
