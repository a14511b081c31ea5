import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { ModelCard } from "../../contract/models.ts";
import { fromSystemError } from "../errors.ts";

const fileName = "model-speeds.json";

const speedSchema = z.object({
  photosPerSecond: z.number(),
  queryMillis: z.number(),
  measuredAt: z.string(),
});

const bookSchema = z.object({
  /** Measures of another machine that had this library say nothing here. */
  machine: z.string(),
  /** By `id@revision`. */
  speeds: z.record(z.string(), speedSchema),
});

type Speed = NonNullable<ModelCard["speed"]>;

/**
 * How fast each model is on this machine, as it was measured last. In a file of its own beside the catalog, since it is
 * about the machine and not about the photos; where it is gone or damaged, nothing has been measured yet.
 */
export class SpeedBook {
  readonly #path: string;
  readonly #speeds: Record<string, Speed>;

  constructor(libraryDirectory: string) {
    this.#path = join(libraryDirectory, fileName);
    this.#speeds = readSpeeds(this.#path);
  }

  get(key: string): Speed | null {
    return this.#speeds[key] ?? null;
  }

  /** @throws DISK_FULL, PERMISSION_DENIED */
  put(key: string, speed: Speed): void {
    this.#speeds[key] = speed;
    const temporary = `${this.#path}.new`;
    try {
      writeFileSync(temporary, JSON.stringify({ machine: hostname(), speeds: this.#speeds }));
      renameSync(temporary, this.#path);
    } catch (error) {
      throw fromSystemError(error, this.#path, "LIBRARY_DISK_ERROR");
    }
  }
}

function readSpeeds(path: string): Record<string, Speed> {
  try {
    const book = bookSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    return book.machine === hostname() ? book.speeds : {};
  } catch {
    return {};
  }
}
