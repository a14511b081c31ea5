import { withoutKey } from "./api-key.ts";

const maximumLength = 300;

/**
 * What an answer says in a sentence, without line breaks and not too long; "" for a page, or nothing.
 * @param key that is left out of it
 */
export function serverWordsOf(body: unknown, key: string | undefined): string {
  const words = typeof body === "string" ? body : statusErrorOf(body);
  if (words === undefined || /^\s*</.test(words)) return "";
  // First: of a key that is cut off, a piece would stay.
  const line = withoutKey(words, key)
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim();
  const shown = line.length > maximumLength ? `${line.slice(0, maximumLength)}…` : line;
  return shown.replace(/\.$/, "");
}

/** Every answer of Qdrant's that is JSON tells its time; its errors lie under `status.error`. */
export function saysItIsQdrant(body: unknown): boolean {
  return statusErrorOf(body) !== undefined;
}

function statusErrorOf(body: unknown): string | undefined {
  const error = (body as { status?: { error?: unknown } } | undefined | null)?.status?.error;
  return typeof error === "string" ? error : undefined;
}
