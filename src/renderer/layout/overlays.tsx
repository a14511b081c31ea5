import { Suspense } from "react";
import { Palette } from "../actions/palette/palette.tsx";
import { AddDialog, DirectoryBrowser, ShortcutList } from "../lazy-parts.ts";
import type { Overlaid } from "./use-overlay.ts";

interface OverlaysProps {
  overlaid: Overlaid;
  /** Photos are in a collection now, or are not. */
  onCollected(): void;
}

/** The dialogs of the whole page. */
export function Overlays({ overlaid: { overlay, close }, onCollected }: OverlaysProps) {
  return (
    // By themselves: while their code comes, the open photo stays, and keeps the focus.
    <Suspense>
      {overlay?.kind === "browser" && <DirectoryBrowser isOpen onClose={() => close("browser")} />}
      {overlay?.kind === "shortcuts" && <ShortcutList isOpen onClose={() => close("shortcuts")} />}
      {overlay?.kind === "palette" && <Palette onClose={() => close("palette")} />}
      {overlay?.kind === "collect" && (
        <AddDialog
          assetIds={overlay.assetIds}
          onClose={() => {
            close("collect");
            onCollected();
          }}
        />
      )}
    </Suspense>
  );
}
