/**
 * A worker's entry: the source file beside this one, or, in a build, the bundle beside this chunk (the build puts
 * all files into one folder).
 */
export function workerFile(
  name:
    | "captioner-entry"
    | "decode-worker"
    | "inference-worker"
    | "libraw-worker"
    | "place-worker"
    | "tile-worker",
): string {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  return new URL(`./${name}.${extension}`, import.meta.url).href;
}
