import { nameKeyOf, type SavedSearch, type ShoeboxClient } from "../contract/index.ts";
import { CommandError } from "./errors.ts";

/** The saved search of this name, without case. @throws CommandError SEARCH_NOT_FOUND */
export async function findSavedSearch(client: ShoeboxClient, named: string): Promise<SavedSearch> {
  const { searches } = await client.searches.list();
  const found = searches.find(({ name }) => nameKeyOf(name) === nameKeyOf(named));
  if (found) return found;
  throw new CommandError("SEARCH_NOT_FOUND", `There is no saved search “${named}”.`);
}
