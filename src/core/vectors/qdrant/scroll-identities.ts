import type { StrayPoint } from "../point-store.ts";
import { idsPerRequest } from "./batches.ts";
import type { QdrantCollection } from "./collection.ts";
import { ofLibrary } from "./filter.ts";
import { pointIdOf } from "./point-id.ts";
import { payloadOf } from "./point-payload.ts";

/** The SHA-256 of all photos of a library that are in a collection, in the order of the points' ids. */
export async function* scrollIdentities(
  collection: QdrantCollection,
  libraryId: string,
): AsyncGenerator<readonly string[]> {
  for await (const points of scrollPoints(collection, libraryId)) {
    const sha256s = points.flatMap((point) => (isPhoto(point) ? (point.sha256 ?? []) : []));
    if (sha256s.length > 0) yield sha256s;
  }
}

/** What says that it is of the library and is no photo's point: no search for a photo's id would ever meet it. */
export async function* scrollStrays(
  collection: QdrantCollection,
  libraryId: string,
): AsyncGenerator<readonly StrayPoint[]> {
  for await (const points of scrollPoints(collection, libraryId)) {
    const strays = points.filter((point) => !isPhoto(point));
    if (strays.length > 0) yield strays;
  }
}

function isPhoto({ id, sha256 }: StrayPoint): boolean {
  return sha256 !== undefined && /^[0-9a-f]{64}$/.test(sha256) && pointIdOf(sha256) === id;
}

async function* scrollPoints(collection: QdrantCollection, libraryId: string): AsyncGenerator<StrayPoint[]> {
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
    yield page.points.map(({ id, payload }) => ({ id, sha256: payloadOf(payload).sha256 }));
    offset = nextOffsetOf(page.next_page_offset);
  } while (offset !== undefined);
}

/** Where a scroll goes on, as its answer says; undefined at its end. */
export const nextOffsetOf = (offset: unknown) =>
  typeof offset === "string" || typeof offset === "number" ? offset : undefined;
