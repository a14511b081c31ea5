import type { QdrantClient } from "@qdrant/js-client-rest";

export interface CallRequest {
  /** In words, for a log or a message: "put 128 photos in". */
  what: string;
  /** Asked twice it has the same outcome all the same; it needs a key that may write. */
  isWrite: boolean;
  deadlineMillis?: number;
}

/** How the data side reaches the server: with deadlines, tries, and errors as codes in words. */
export interface QdrantCaller {
  call<Result>(request: CallRequest, work: (client: QdrantClient) => Promise<Result>): Promise<Result>;
}
