import { join } from "node:path";
import type { CaptioningModel } from "../../src/core/models/captioners/captioner.ts";
import type { Manifest } from "../../src/core/models/manifest/read-manifest.ts";
import { isCaptionerEntry } from "../../src/core/models/manifest/schema.ts";

/** The captioner that lies beside the manifest. */
export function shippedCaptioner({ directory, models }: Manifest): CaptioningModel {
  const entry = models.filter(isCaptionerEntry).find(({ origin }) => origin === "shipped");
  if (!entry) throw new Error(`The manifest in ${directory} ships no captioner.`);
  return { entry, directory: join(directory, entry.directory ?? entry.id) };
}
