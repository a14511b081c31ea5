import { createReadStream } from "node:fs";
import { ShoeboxError } from "../../errors.ts";

export interface NumberedLine {
  /** The first is 1. */
  number: number;
  text: string;
}

/** A point with its vectors, a thumbnail and all paths takes some 30 kB: what is longer is something else. */
export const mostLineBytes = 16 * 1024 * 1024;

const lineFeed = 10;

/**
 * The lines of a UTF-8 file, some at a time, however long it is; empty ones are left out.
 * @throws QUERY_INVALID for a line that is no text or too long, and what reading throws
 */
export async function* linesOf(path: string): AsyncGenerator<NumberedLine> {
  let number = 0;
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  const take = (): NumberedLine | undefined => {
    number += 1;
    const text = decode(Buffer.concat(pending), number).trim();
    pending = [];
    pendingBytes = 0;
    return text === "" ? undefined : { number, text };
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      pending.push(chunk.subarray(start, end));
      const line = take();
      if (line) yield line;
      start = end + 1;
    }
    pending.push(chunk.subarray(start));
    pendingBytes += chunk.length - start;
    if (pendingBytes > mostLineBytes) throw badLine(number + 1, "is too long for a point");
  }
  const last = take();
  if (last) yield last;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function decode(bytes: Buffer, number: number): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw badLine(number, "is no text in UTF-8");
  }
}

export function badLine(number: number, what: string): ShoeboxError {
  return new ShoeboxError("QUERY_INVALID", `Line ${number} ${what}. Nothing was imported.`);
}
