import { useState } from "react";
import { readRemembered, remember } from "./remembered.ts";
import { type Looking, nothing } from "./search/use-search.ts";

const key = "looking";

/** What is being looked for, kept over restarts. Typing in the field and "find similar" replace each other. */
export function useLooking() {
  const [looking, set] = useState<Looking>(() => readRemembered<Looking>(key, nothing));
  const look = (next: Looking) => {
    remember(key, next);
    set(next);
  };
  return {
    looking,
    text: looking.kind === "text" ? looking.query : "",
    onText: (text: string) => look(text === "" ? nothing : { kind: "text", query: text }),
    onSimilar: (assetId: number) => look({ kind: "similar", assetId }),
    onNothing: () => look(nothing),
  };
}
