import type { SavedSearch } from "../../contract/index.ts";
import { navigation } from "../navigation/use-navigation.ts";

/** Shows what it finds, in its order, in all photos. */
export function openSearch({ query, sort }: SavedSearch): void {
  navigation.openSearch(query, sort);
}
