import type { ModelEntry } from "../models/manifest/schema.ts";
import type { ModelFiles } from "./model-shelf.ts";

/** What every model's card says of it, whatever it is for. */
export function commonFacts({ entry, isInstalled, download }: ModelFiles) {
  const { id, name, revision, summary, languages, licence, origin, isRecommended, verified, quality } = entry;
  return {
    id,
    name,
    revision,
    summary,
    languages,
    licence,
    origin,
    isRecommended,
    isVerified: verified,
    sizeBytes: sizeOf(entry),
    quality,
    isInstalled,
    download,
  };
}

/** null where a server is the first to tell. */
function sizeOf({ files }: ModelEntry): number | null {
  let bytes = 0;
  for (const { sizeBytes } of files) {
    if (sizeBytes === null) return null;
    bytes += sizeBytes;
  }
  return bytes;
}
