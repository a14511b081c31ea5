import type { Verdict, VerdictsDocument } from "../../../contract/index.ts";
import type { ErrorWords } from "../../api/error-words.ts";

export const decisionsFileName = "shoebox-decisions.json";

/** A hundred thousand decisions take 20 MB; what is much larger is something else. */
export const mostFileBytes = 200e6;

const kinds: readonly Verdict["kind"][] = ["not-duplicates", "keep-all"];

/** The decisions in an exported file, or in words why it has none. Nothing is taken from a file that is damaged. */
export function readDecisions(text: string, fileName: string): Verdict[] | ErrorWords {
  let document: Partial<Record<keyof VerdictsDocument, unknown>> | null;
  try {
    document = JSON.parse(text);
  } catch {
    return noExport(fileName);
  }
  if (document?.format !== "shoebox-verdicts" || !Array.isArray(document.verdicts)) return noExport(fileName);
  if (document.version !== 1) {
    return {
      code: "",
      message: `${fileName} was written by a newer Shoebox.`,
      remedy: "Install the newest version of Shoebox.",
    };
  }
  const damaged = document.verdicts.findIndex((verdict) => !isVerdict(verdict));
  if (damaged >= 0) {
    return {
      code: "",
      message: `${fileName} is damaged: its decision ${damaged + 1} cannot be understood.`,
      remedy: "Nothing was imported. Export the decisions again.",
    };
  }
  return document.verdicts;
}

function noExport(fileName: string): ErrorWords {
  return {
    code: "",
    message: `${fileName} holds no decisions.`,
    remedy: `Choose a file that “Export” wrote, such as ${decisionsFileName}.`,
  };
}

function isVerdict(value: unknown): value is Verdict {
  const { kind, contents, decidedAt } = (value ?? {}) as Partial<Record<keyof Verdict, unknown>>;
  return (
    kinds.some((known) => known === kind) &&
    typeof decidedAt === "string" &&
    Array.isArray(contents) &&
    contents.length > 0 &&
    contents.every((content) => typeof content === "string" && /^[0-9a-f]{64}$/.test(content))
  );
}

/** A message to the engine may be a megabyte. */
const mostMessageBytes = 400_000;

/** The same decisions in pieces that one message holds each. */
export function inPieces(verdicts: readonly Verdict[], mostBytes = mostMessageBytes): Verdict[][] {
  const pieces: Verdict[][] = [];
  let left = 0;
  for (const verdict of verdicts) {
    const bytes = JSON.stringify(verdict).length + 1;
    if (bytes > left) {
      pieces.push([]);
      left = mostBytes;
    }
    pieces.at(-1)?.push(verdict);
    left -= bytes;
  }
  return pieces;
}
