import { useEffect } from "react";
import { mediaPath } from "../../contract/index.ts";

/** Asks for the neighbours before they are turned to. */
export function usePreload(assetIds: readonly number[]): void {
  const wanted = assetIds.join(",");
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const assetId of wanted.split(",").filter(Boolean))
        new Image().src = mediaPath("preview", Number(assetId));
    }, 250);
    return () => clearTimeout(timer);
  }, [wanted]);
}
