import { useCallback, useEffect, useState } from "react";
import { useKeysWithheld } from "../actions/active-homes.ts";
import type { MenuAt } from "../grid/photo-menu.tsx";

/** What lies over the page: one thing at a time. */
export type Overlay =
  | { kind: "browser" }
  | { kind: "shortcuts" }
  | { kind: "palette" }
  | { kind: "menu"; at: MenuAt }
  /** Asks for a collection for these photos. */
  | { kind: "collect"; assetIds: readonly number[] };

export interface Overlaid {
  overlay: Overlay | undefined;
  show(overlay: Overlay): void;
  /** Takes this kind away; another one that came in its place stays. */
  close(kind: Overlay["kind"]): void;
}

/** @param step back and forward, which change it, lead away from what lies over the page */
export function useOverlay(step: string): Overlaid {
  const [overlay, setOverlay] = useState<Overlay>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each step.
  useEffect(() => setOverlay(undefined), [step]);
  useKeysWithheld(overlay !== undefined);
  const close = useCallback(
    (kind: Overlay["kind"]) => setOverlay((now) => (now?.kind === kind ? undefined : now)),
    [],
  );
  return { overlay, show: setOverlay, close };
}
