import type { SharedPhoto } from "../shared-photo.ts";
import type { Copy } from "./copy.ts";
import type { PointPayload } from "./point-payload.ts";

/** What a point tells of its photo; undefined for one that nobody has a copy of. */
export function sharedPhotoOf(sha256: string, { copies }: PointPayload): SharedPhoto | undefined {
  if (copies.length === 0) return undefined;
  const firstThatSays = <Key extends keyof Copy>(key: Key) =>
    copies.find((copy) => copy[key] !== undefined)?.[key];
  return {
    sha256,
    width: firstThatSays("width") ?? 0,
    height: firstThatSays("height") ?? 0,
    takenAt: firstThatSays("taken_at_text") ?? null,
    copies: copies.map((copy) => ({
      library: copy.library,
      libraryName: copy.library_name,
      machine: copy.machine,
      files: copy.files.map(({ path, is_present }) => ({ path, isPresent: is_present })),
    })),
  };
}
