import { countOf } from "./format.ts";
import { printBytes, printNote } from "./output.ts";

/** So many bytes are handed on at a time. */
const chunkBytes = 64 * 1024;

/**
 * Paths for another program, as the file system has them: one a line, or each ended by NUL. One that holds a line break
 * would be read as two: it is left out of lines, which is said.
 */
export async function printPaths(
  paths: readonly (string | Uint8Array)[],
  { null: isNullEnded = false }: { null?: boolean },
): Promise<void> {
  const end = Buffer.from(isNullEnded ? "\0" : "\n");
  const all = paths.map((path) => Buffer.from(path as string));
  const fit = isNullEnded ? all : all.filter((path) => !path.includes("\n"));
  let chunk: Buffer[] = [];
  let size = 0;
  const flush = async () => {
    if (size > 0) await printBytes(Buffer.concat(chunk));
    chunk = [];
    size = 0;
  };
  for (const path of fit) {
    chunk.push(path, end);
    size += path.length + end.length;
    if (size >= chunkBytes) await flush();
  }
  await flush();
  const leftOut = all.length - fit.length;
  if (leftOut === 0) return;
  const [holds, it] = leftOut === 1 ? ["holds", "it"] : ["hold", "them"];
  await printNote(`${countOf(leftOut, "path")} ${holds} a line break: -0 lists ${it}, too.`);
}
