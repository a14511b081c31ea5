import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { ShoeboxError } from "../../errors.ts";
import { orderly, type QdrantCollection } from "./collection.ts";
import type { Copy } from "./copy.ts";
import { mergeCopies } from "./merge-copies.ts";
import { pointIdOf } from "./point-id.ts";
import type { PointPayload } from "./point-payload.ts";
import { readPayloads, readVectors } from "./stored-points.ts";
import type { Condition, Filter, PointStruct } from "./types.ts";

/** What is to become of one photo's point, from what the other libraries say of it. */
export interface PointChange {
  sha256: string;
  /** The library's own copy; undefined to take it out. It is given its stamp when it is written. */
  copy: Copy | undefined;
  /** In place of all vectors that the other libraries did not send. */
  vectors: ReadonlyMap<string, number[]>;
  /** WebP, base64; the one that is there stays where it is undefined. */
  thumbnail: string | undefined;
}

interface Written {
  sha256: string;
  point: PointStruct;
  stamp: string;
}

/** Against each other two libraries lose a point once in a while, and never one so often. */
const mostTries = 30;
const jitterMillis = 40;

/**
 * Writes points that several libraries share, so that none loses what another says: compare-and-set. Every write gives
 * a point a new stamp, and counts only where the stamp is the one that was read (`update_filter`, since Qdrant 1.16);
 * what lost is read and written again.
 */
export class PointWriter {
  readonly #collection: QdrantCollection;
  readonly #libraryId: string;

  constructor(collection: QdrantCollection, libraryId: string) {
    this.#collection = collection;
    this.#libraryId = libraryId;
  }

  /** @returns each written photo's stamp, by its SHA-256 @throws VECTOR_STORE_REFUSED where others keep on writing */
  async write(changes: readonly PointChange[]): Promise<Map<string, string>> {
    const stamps = new Map<string, string>();
    let left = changes;
    for (let tries = 0; left.length > 0; tries++) {
      if (tries === mostTries) {
        throw new ShoeboxError("VECTOR_STORE_REFUSED", "Others kept on changing the same photos.");
      }
      if (tries > 0) await sleep(Math.random() * jitterMillis * Math.min(tries, 10));
      const done = await this.#writeOnce(left);
      for (const [sha256, stamp] of done) if (stamp !== undefined) stamps.set(sha256, stamp);
      left = left.filter(({ sha256 }) => !done.has(sha256));
    }
    return stamps;
  }

  /** @returns those that are as they are to be, each with its stamp where it was written */
  async #writeOnce(changes: readonly PointChange[]): Promise<Map<string, string | undefined>> {
    const stored = await this.#read(changes);
    const kept = await this.#readVectorsOfOthers(changes, stored);
    const writes: Written[] = [];
    const goes: string[] = [];
    const done = new Map<string, string | undefined>();
    for (const change of changes) {
      const before = stored.get(change.sha256);
      const others = this.#othersIn(before);
      if (!change.copy && isAsItIsToBe(before, others)) done.set(change.sha256, undefined);
      else if (!change.copy && others.length === 0) goes.push(change.sha256);
      else writes.push(written(change, others, before, kept.get(change.sha256)));
    }
    const seen = changes.flatMap(({ sha256 }) => stored.get(sha256) ?? []);
    await this.#upsert(writes, seen);
    await this.#delete(goes, seen);
    const won = await this.#wonOf(writes);
    for (const { sha256, stamp } of writes) if (won.has(sha256)) done.set(sha256, stamp);
    return done;
  }

  #othersIn(payload: PointPayload | undefined): Copy[] {
    return (payload?.copies ?? []).filter(({ library }) => library !== this.#libraryId);
  }

  #read(changes: readonly PointChange[]): Promise<Map<string, PointPayload>> {
    const isOfThumbnails = changes.some(({ thumbnail }) => thumbnail === undefined);
    return readPayloads(
      this.#collection,
      changes.map(({ sha256 }) => sha256),
      isOfThumbnails ? ["stamp", "copies", "thumbnail"] : ["stamp", "copies"],
    );
  }

  /** Writing a point drops the vectors that are not written with it. */
  #readVectorsOfOthers(changes: readonly PointChange[], stored: ReadonlyMap<string, PointPayload>) {
    const names = new Set<string>();
    const concerned = changes.filter(({ sha256, vectors }) => {
      const ofOthers = this.#othersIn(stored.get(sha256)).flatMap((copy) => copy.vectors);
      const unsent = ofOthers.filter((name) => !vectors.has(name));
      for (const name of unsent) names.add(name);
      return unsent.length > 0;
    });
    return readVectors(
      this.#collection,
      concerned.map(({ sha256 }) => sha256),
      [...names],
    );
  }

  async #upsert(writes: readonly Written[], seen: readonly PointPayload[]): Promise<void> {
    if (writes.length === 0) return;
    const points = writes.map(({ point }) => point);
    const condition =
      seen.length === 0
        ? ({ update_mode: "insert_only" } as const)
        : { update_filter: { should: asSeen(seen) } };
    await this.#collection.write(`sending ${points.length} photos`, (client) =>
      client.upsert(this.#collection.name, { points, ...condition, ...orderly }),
    );
  }

  /** What is still there afterwards is read again. */
  async #delete(sha256s: readonly string[], seen: readonly PointPayload[]): Promise<void> {
    if (sha256s.length === 0) return;
    const filter: Filter = {
      must: [{ has_id: sha256s.map(pointIdOf) }, { should: asSeen(seen) }],
    };
    await this.#collection.write(`taking ${sha256s.length} photos out`, (client) =>
      client.delete(this.#collection.name, { filter, ...orderly }),
    );
  }

  async #wonOf(writes: readonly Written[]): Promise<Set<string>> {
    if (writes.length === 0) return new Set();
    const byId = new Map(writes.map(({ point, sha256 }) => [String(point.id), sha256]));
    const stamps = writes.map(({ stamp }) => stamp);
    const { points } = await this.#collection.read("looking at what was written", (client) =>
      client.scroll(this.#collection.name, {
        filter: { must: [{ has_id: [...byId.keys()] }, { key: "stamp", match: { any: stamps } }] },
        limit: writes.length,
        with_payload: false,
        with_vector: false,
      }),
    );
    return new Set(points.map(({ id }) => byId.get(String(id)) as string));
  }
}

/** Taken out, it would not be different. */
function isAsItIsToBe(before: PointPayload | undefined, others: readonly Copy[]): boolean {
  return before === undefined || (others.length > 0 && others.length === before.copies.length);
}

/** The stamps are as they were read; a point that another program wrote has none. */
function asSeen(seen: readonly PointPayload[]): Condition[] {
  const stamps = seen.flatMap(({ stamp }) => stamp ?? []);
  const conditions: Condition[] = stamps.length > 0 ? [{ key: "stamp", match: { any: stamps } }] : [];
  if (stamps.length < seen.length) conditions.push({ is_empty: { key: "stamp" } });
  return conditions;
}

function written(
  change: PointChange,
  others: readonly Copy[],
  before: PointPayload | undefined,
  kept: ReadonlyMap<string, number[]> = new Map(),
): Written {
  const stamp = randomUUID();
  const copies = change.copy ? [...others, { ...change.copy, stamp }] : others;
  const sentByOthers = new Set(others.flatMap(({ vectors }) => vectors));
  const keptVectors = [...kept].filter(([name]) => sentByOthers.has(name));
  const thumbnail = change.thumbnail ?? before?.thumbnail;
  const payload = { ...mergeCopies(copies), stamp, ...(thumbnail === undefined ? {} : { thumbnail }) };
  const vector = Object.fromEntries([...keptVectors, ...change.vectors]);
  return { sha256: change.sha256, stamp, point: { id: pointIdOf(change.sha256), vector, payload } };
}
