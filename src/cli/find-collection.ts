import { type Collection, nameKeyOf, type ShoeboxClient } from "../contract/index.ts";
import { CommandError } from "./errors.ts";

/**
 * The collection that a person means: by its name, without case, else by its number; "#12" is always a number.
 * @throws CommandError COLLECTION_NOT_FOUND
 */
export async function findCollection(client: ShoeboxClient, named: string): Promise<Collection> {
  const all = await client.collections.list();
  const [, number] = /^#?([1-9]\d{0,14})$/.exec(named.trim()) ?? [];
  const found =
    all.find(({ name }) => nameKeyOf(name) === nameKeyOf(named)) ??
    all.find(({ collectionId }) => String(collectionId) === number);
  if (found) return found;
  throw new CommandError("COLLECTION_NOT_FOUND", `There is no collection ${named}.`);
}
