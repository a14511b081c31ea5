import { ShoeboxError } from "../../errors.ts";

/** File systems bear no longer name, and Qdrant keeps a collection in a folder of its name. */
const longestNameBytes = 255;

/** So long that the names of a library's own collections, which begin with it, are none too long. */
export const longestMainNameBytes = 200;

/**
 * What Qdrant takes in no name (`INVALID_NAME_CHARS` of lib/common/common/src/validation.rs, 1.18), and other control
 * characters, which nobody could type again.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const refusedCharacters = /[<>:"/\\|?*\u0000-\u001f\u007f]/;

/**
 * A collection's name as a person gave it, if Qdrant takes it.
 * @throws QUERY_INVALID, saying what is wrong with it, before anything is sent
 */
export function checkedCollectionName(name: string, mostBytes = longestNameBytes): string {
  const refuse = (what: string) => new ShoeboxError("QUERY_INVALID", `The collection's name ${what}.`);
  if (name.trim() === "") throw refuse("is empty");
  if (name !== name.trim()) throw refuse("begins or ends with a space");
  if (!name.isWellFormed()) throw refuse("has a character that is none");
  const character = refusedCharacters.exec(name)?.[0];
  if (character !== undefined) {
    const isControl = character < " " || character === "\u007f";
    throw refuse(isControl ? "has a control character in it" : `must not have ${character} in it`);
  }
  // Addresses are taken for paths, in which these mean folders.
  if (name === "." || name === "..") throw refuse(`cannot be ${name}`);
  if (Buffer.byteLength(name) > mostBytes) throw refuse(`is longer than ${mostBytes} bytes`);
  return name;
}

/** The collection of a library of which nobody said another name. @param libraryId a UUID */
export function defaultCollectionName(libraryId: string): string {
  return `shoebox-${libraryId.slice(0, 8)}`;
}
