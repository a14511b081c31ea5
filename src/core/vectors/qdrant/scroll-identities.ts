import { idsPerRequest } from "./batches.ts";
import type { QdrantCollection } from "./collection.ts";
import { ofLibrary } from "./filter.ts";
import { payloadOf } from "./point-payload.ts";

/** The SHA-256 of all photos of a library that are in a collection, in the order of the points' ids. */
export async function* scrollIdentities(
  collection: QdrantCollection,
  libraryId: string,
): AsyncGenerator<readonly string[]> {
  let offset: string | number | undefined;
  do {
    const page = await collection.read("reading which photos are in", (client) =>
      client.scroll(collection.name, {
        filter: { must: [ofLibrary(libraryId)] },
        limit: idsPerRequest,
        with_payload: { include: ["sha256"] },
        with_vector: false,
        ...(offset === undefined ? {} : { offset }),
      }),
    );
    const sha256s = page.points.flatMap(({ payload }) => payloadOf(payload).sha256 ?? []);
    if (sha256s.length > 0) yield sha256s;
    offset = nextOffsetOf(page.next_page_offset);
  } while (offset !== undefined);
}

/** Where a scroll goes on, as its answer says; undefined at its end. */
export const nextOffsetOf = (offset: unknown) =>
  typeof offset === "string" || typeof offset === "number" ? offset : undefined;
