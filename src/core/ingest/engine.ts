import type { Catalog } from "../catalog/index.ts";
import type { FileSystem } from "../files/file-system.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import type { ModelService } from "../switching/model-service.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import type { MetadataReader } from "./exiftool.ts";
import type { identify } from "./identify.ts";
import type { Throttle } from "./throttle.ts";

/** What jobs work with. */
export interface Engine {
  catalog: Catalog;
  places: RootPlaces;
  models: ModelService;
  decodePool: DecodePool;
  metadataReader: MetadataReader;
  throttle: Throttle;
  /** Reads a file: ingest/identify.ts. */
  identify: typeof identify;
  /** What scans see of the disks; the system's own word where it is left out. */
  files?: FileSystem;
  /** How long a file that was busy is left alone, try by try; then it is listed as a problem. */
  retryDelaysMillis: readonly number[];
}

/** Tells those who watch: `photos` when what can be seen changed, `problems` when that list did, `job` when its numbers did. */
export interface JobListener {
  photos(): void;
  problems(): void;
  /** Photos have their vectors. */
  indexed(): void;
  job(): void;
  /** Of a job that follows changes as they happen: files written to within this time may not be whole yet. */
  settleMillis?: number;
}
