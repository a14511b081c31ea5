import { useShown } from "../navigation/use-navigation.ts";
import type { StandingSearch } from "./search-words.ts";

/** What is looked for in all photos now; undefined where nothing is, or elsewhere. */
export function useStanding(): StandingSearch | undefined {
  const { screen, looking, sort = "relevance" } = useShown().place;
  if (screen !== "photos" || looking.kind !== "text") return undefined;
  return { query: looking.query, sort };
}
