import type { QdrantClient } from "@qdrant/js-client-rest";

export interface CallRequest {
  /** In words that go on with "failed": "searching", "sending 128 photos". */
  what: string;
  /** It changes something on the server. Asked twice it has the same outcome all the same. */
  isWrite: boolean;
  deadlineMillis?: number;
}

/** How the data side reaches the server: with deadlines, tries, and errors as codes in words. */
export interface QdrantCaller {
  call<Result>(request: CallRequest, work: (client: QdrantClient) => Promise<Result>): Promise<Result>;
}
