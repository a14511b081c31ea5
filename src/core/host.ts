import type { DemoDrawing } from "./ingest/demo-job.ts";
import type { Secrets } from "./vector-stores/key-store.ts";
import type { MountReader } from "./volumes/mounts.ts";

/** What differs between the shells that host a core. */
export interface Host {
  /** Shows a file in the system's file manager. */
  reveal?(path: string): Promise<void>;
  /** What is mounted; the system's own word when left out. */
  mounts?: MountReader;
  /**
   * Moves a file to the system's trash; rejects when it could not. A host without one leaves it to the core, which
   * knows the freedesktop trash.
   */
  trash?(path: string): Promise<void>;
  /**
   * Draws demo photos into a folder, going on where it was stopped; rejects with a `code` of contract/errors.ts, or with
   * the signal's reason. A host without one has no demo photos.
   */
  drawDemoPhotos?(drawing: DemoDrawing): Promise<unknown>;
  /** The system's keychain. A host without one leaves secrets to a file that only its owner can read. */
  secrets?: Secrets;
}
