import { basename, extname } from "node:path";
import { z } from "zod";
import { ShoeboxError } from "../../errors.ts";
import { pathForDisplay } from "../../files/path-bytes.ts";
import { readError } from "../../files/write-export.ts";
import { type ExportHeader, exportHeaderSchema, exportVersion } from "./header.ts";
import { badLine, linesOf } from "./lines.ts";

/** What a file of points names. */
export interface NamedContents {
  /** What the file says that the collection is called, else the file's own name. */
  name: string;
  /** SHA-256 in hexadecimal, as they come, some thousand at a time. */
  contents: string[][];
}

const pointSchema = z.looseObject({ payload: z.looseObject({ sha256: z.string() }) });

const contentsAtOnce = 5000;

/**
 * Reads the contents that lines of JSON name: points as Shoebox exports them, or of another program that says
 * `payload.sha256`. Nothing else of a line is looked at.
 * @throws QUERY_INVALID with the number of the line that is wrong; PERMISSION_DENIED
 */
export async function readPoints(path: string): Promise<NamedContents> {
  const shown = pathForDisplay(path);
  const contents: string[][] = [];
  let header: ExportHeader | undefined;
  let count = 0;
  try {
    for await (const { number, text } of linesOf(path)) {
      const line = parse(text, number);
      if (number === 1 && isHeader(line)) {
        header = readHeader(line);
        continue;
      }
      const last = contents.at(-1);
      const batch = last && last.length < contentsAtOnce ? last : [];
      if (batch !== last) contents.push(batch);
      batch.push(contentOf(line, number));
      count += 1;
    }
  } catch (error) {
    throw readError(error, path);
  }
  if (header && header.points !== count) {
    const message = `${shown} is not whole: it says ${header.points} points and has ${count}. Nothing was imported.`;
    throw new ShoeboxError("QUERY_INVALID", message, { path: shown });
  }
  if (!header && count === 0)
    throw new ShoeboxError("QUERY_INVALID", `${shown} is empty. Nothing was imported.`, { path: shown });
  return { name: header?.collection ?? basename(shown, extname(shown)), contents };
}

function parse(text: string, number: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badLine(number, "is no JSON");
  }
}

function isHeader(line: unknown): line is { shoebox: unknown } {
  return typeof line === "object" && line !== null && "shoebox" in line;
}

function readHeader({ shoebox }: { shoebox: unknown }): ExportHeader {
  const parsed = exportHeaderSchema.safeParse(shoebox);
  if (!parsed.success) throw badLine(1, "begins like an export of a collection and is none");
  if (parsed.data.version > exportVersion)
    throw badLine(1, "says that a newer Shoebox made this export: install the newest version");
  return parsed.data;
}

function contentOf(line: unknown, number: number): string {
  const parsed = pointSchema.safeParse(line);
  if (!parsed.success) throw badLine(number, "is no point with a payload.sha256");
  const { sha256 } = parsed.data.payload;
  if (!/^[0-9a-f]{64}$/i.test(sha256))
    throw badLine(number, "has a payload.sha256 that is no SHA-256 in hexadecimal");
  return sha256.toLowerCase();
}
