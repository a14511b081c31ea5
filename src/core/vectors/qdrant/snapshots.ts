import { createHash } from "node:crypto";
import { openAsBlob } from "node:fs";
import { basename } from "node:path";
import { ShoeboxError } from "../../errors.ts";
import type { QdrantConnection } from "./connection.ts";
import { payloadOf } from "./point-payload.ts";
import { nextOffsetOf } from "./scroll-identities.ts";

/** The server writes, reads or unpacks a whole collection. */
const deadlineMillis = 60 * 60_000;

/** A server that sends nothing for so long sends nothing any more. */
const stallMillis = 60_000;

const pointsAtOnce = 1000;

const addressOf = (collection: string) => `/collections/${encodeURIComponent(collection)}/snapshots`;

/**
 * The bytes of a snapshot of a collection, which is made for it and taken away again; checked against the SHA-256 that
 * the server gives.
 * @throws VECTOR_STORE_UNREACHABLE and other codes of the server; VECTOR_STORE_REFUSED for bytes that are not its own
 */
export async function* snapshotOf(
  connection: QdrantConnection,
  collection: string,
): AsyncGenerator<Uint8Array> {
  const making = { what: "making a snapshot", isWrite: true, deadlineMillis, tries: 1 };
  const made = await connection.call(making, (client) => client.createSnapshot(collection));
  if (!made) throw new ShoeboxError("VECTOR_STORE_REFUSED", "The server made no snapshot.");
  try {
    const hash = createHash("sha256");
    const getting = { what: "getting a snapshot", isWrite: false };
    const path = `${addressOf(collection)}/${encodeURIComponent(made.name)}`;
    const { body } = await connection.call(getting, () => connection.send(path, { method: "GET" }));
    for await (const part of unstalled(body)) {
      hash.update(part);
      yield part;
    }
    if (made.checksum && hash.digest("hex") !== made.checksum)
      throw new ShoeboxError("VECTOR_STORE_REFUSED", "The snapshot is not the one that the server made.");
  } finally {
    const removing = { what: "taking a snapshot away", isWrite: true };
    await connection.call(removing, (client) => client.deleteSnapshot(collection, made.name)).catch(() => {});
  }
}

async function* unstalled(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { promise, reject } = Promise.withResolvers<never>();
      const stalled = new ShoeboxError(
        "VECTOR_STORE_UNREACHABLE",
        "The server stopped sending the snapshot.",
      );
      const timer = setTimeout(() => reject(stalled), stallMillis);
      try {
        const { done, value } = await Promise.race([reader.read(), promise]);
        if (done) return;
        yield value;
      } catch (error) {
        if (error instanceof ShoeboxError) throw error;
        const message = "The connection to the server was lost while it sent the snapshot.";
        throw new ShoeboxError("VECTOR_STORE_UNREACHABLE", message, { cause: error });
      } finally {
        clearTimeout(timer);
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/**
 * What `payload.sha256` of the points in a snapshot says, some at a time; null for a point without. The snapshot is
 * unpacked into a collection of this name, which is gone afterwards.
 * @throws codes of the server; VECTOR_STORE_REFUSED for a file that is no snapshot of its own
 */
export async function* contentsOfSnapshot(
  connection: QdrantConnection,
  path: string,
  temporary: string,
): AsyncGenerator<(string | null)[]> {
  const uploading = { what: "reading a snapshot", isWrite: true, deadlineMillis, tries: 1 };
  try {
    await connection.call(uploading, async () => {
      const form = new FormData();
      form.append("snapshot", await openAsBlob(path), basename(path));
      const address = `${addressOf(temporary)}/upload?wait=true&priority=snapshot`;
      return connection.send(address, { method: "POST", body: form });
    });
    const reading = { what: "reading the points of a snapshot", isWrite: false };
    let offset: string | number | undefined;
    do {
      const page = await connection.call(reading, (client) =>
        client.scroll(temporary, {
          limit: pointsAtOnce,
          with_payload: ["sha256"],
          with_vector: false,
          ...(offset !== undefined && { offset }),
        }),
      );
      yield page.points.map(({ payload }) => payloadOf(payload).sha256 ?? null);
      offset = nextOffsetOf(page.next_page_offset);
    } while (offset !== undefined);
  } finally {
    const removing = { what: "taking a snapshot's collection away", isWrite: true };
    await connection.call(removing, (client) => client.deleteCollection(temporary)).catch(() => {});
  }
}
