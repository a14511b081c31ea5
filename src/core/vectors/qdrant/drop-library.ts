import { orderly, type QdrantCollection } from "./collection.ts";
import { ofLibrary } from "./filter.ts";
import { scrollIdentities } from "./scroll-identities.ts";

/**
 * Takes out all of a library: the points that are its alone in one step, its copies in those of others one by one, and the
 * collection, where nothing else is in it.
 */
export async function dropLibrary(
  collection: QdrantCollection,
  libraryId: string,
  remove: (sha256s: readonly string[]) => Promise<void>,
): Promise<void> {
  if (!(await collection.info())) return;
  const isAlone = { key: "library", values_count: { lt: 2 } };
  await collection.write("taking the library out", (client) =>
    client.delete(collection.name, { filter: { must: [ofLibrary(libraryId), isAlone] }, ...orderly }),
  );
  for await (const sha256s of scrollIdentities(collection, libraryId)) await remove(sha256s);
  const { count } = await collection.read("looking at what is left", (client) =>
    client.count(collection.name, { exact: true }),
  );
  if (count > 0) return;
  await collection.write("taking the empty collection away", (client) =>
    client.deleteCollection(collection.name),
  );
}
