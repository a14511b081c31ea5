import type { QdrantClient } from "@qdrant/js-client-rest";
import { ShoeboxError } from "../../errors.ts";
import type { QdrantCaller } from "./caller.ts";
import type { CollectionInfo } from "./types.ts";

/** Writes of one point by several libraries happen one after the other on all its replicas, and are done when answered. */
export const orderly = { wait: true, ordering: "medium" } as const;

/** One collection of the server that a caller reaches. */
export class QdrantCollection {
  readonly name: string;
  readonly #caller: QdrantCaller;

  constructor(caller: QdrantCaller, name: string) {
    this.#caller = caller;
    this.name = name;
  }

  read<Result>(what: string, work: (client: QdrantClient) => Promise<Result>): Promise<Result> {
    return this.#call({ what, isWrite: false }, work);
  }

  write<Result>(what: string, work: (client: QdrantClient) => Promise<Result>): Promise<Result> {
    return this.#call({ what, isWrite: true }, work);
  }

  /** undefined where there is no such collection. */
  async info(): Promise<CollectionInfo | undefined> {
    const request = { what: "looking for the collection", isWrite: false };
    // An answer of 404 that was cut off could as well be of an address at which no Qdrant is.
    const { exists } = await this.#caller.call(request, (client) => client.collectionExists(this.name));
    if (!exists) return undefined;
    try {
      return await this.#caller.call(request, (client) => client.getCollection(this.name));
    } catch (error) {
      if (saysItIsGone(error)) return undefined;
      throw error;
    }
  }

  async #call<Result>(
    request: { what: string; isWrite: boolean },
    work: (client: QdrantClient) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await this.#caller.call(request, work);
    } catch (error) {
      if (!saysItIsGone(error)) throw error;
      throw new ShoeboxError(
        "VECTOR_STORE_UNSUITABLE",
        `The collection "${this.name}" is not there any more: somebody deleted it.`,
        { cause: error },
      );
    }
  }
}

/** 404 may also come of an address at which no Qdrant is. */
function saysItIsGone(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { status, data } = cause as { status?: unknown; data?: unknown };
    if (status === 404)
      return /collection .*(doesn't|does not) exist/i.test(cause.message + JSON.stringify(data));
  }
  return false;
}
