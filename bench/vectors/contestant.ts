import type { PhotoFilter } from "../../src/core/vectors/photo-filter.ts";

/** A way of finding nearest photos, as it is measured. */
export interface Contestant {
  name: string;
  /** From nothing to all photos in, with whatever is asked meanwhile answered. */
  fill(): Promise<void>;
  /** Until what is built in the background is whole. */
  settle(): Promise<void>;
  /** @returns the SHA-256 of the nearest, the best first */
  search(query: Float32Array, limit: number, filter?: PhotoFilter): Promise<string[]>;
  /** Resident memory that all of it takes: a process's, or what a server's grew by; undefined where nobody tells. */
  residentBytes(): Promise<number | undefined>;
  /** Its files; undefined where they cannot be seen from here. */
  diskBytes(): Promise<number | undefined>;
  close(): Promise<void>;
}
