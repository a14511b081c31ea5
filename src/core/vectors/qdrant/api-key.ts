import { ShoeboxError } from "../../errors.ts";

/**
 * A key as it is sent: without what a file or a clipboard puts around it.
 * @throws VECTOR_STORE_KEY_REFUSED for one that no header can carry; the message does not repeat it
 */
export function usableKey(key: string | undefined): string | undefined {
  const trimmed = key?.trim();
  if (trimmed === undefined || trimmed === "") return undefined;
  // What may stand in a header's value (RFC 9110, 5.5) and comes through unchanged everywhere.
  if (/^[\x20-\x7e]+$/.test(trimmed)) return trimmed;
  const words =
    "The key holds a line break or a letter that no key has: it was not copied whole, or too much was.";
  throw new ShoeboxError("VECTOR_STORE_KEY_REFUSED", words);
}

/** Somebody else's words without the key, should they repeat it. */
export function withoutKey(words: string, key: string | undefined): string {
  return key === undefined ? words : words.replaceAll(key, "***");
}
