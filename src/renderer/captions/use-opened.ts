import { useEffect } from "react";
import { client } from "../api/connection.ts";

/** Who stays so long looks at a photo, and does not turn past it. */
const lookMillis = 500;

/** Says that this photo was opened: where only such photos get captions, it does. */
export function useOpened(assetId: number): void {
  useEffect(() => {
    if (assetId <= 0) return;
    const timer = setTimeout(() => {
      // A wish, and no more: the next look says it again.
      client.captions.opened({ assetId }).catch(() => {});
    }, lookMillis);
    return () => clearTimeout(timer);
  }, [assetId]);
}
