import { pathToSystem } from "../files/path-bytes.ts";

/** What a file system's directory holds at most: NAME_MAX of Linux, and of what macOS and Windows call their own. */
const longestNameBytes = 255;

function bytesIn(text: string): number {
  return Buffer.byteLength(pathToSystem(text));
}

/**
 * "IMG_1.jpg", "IMG_1 2.jpg", ...: the name of a file in a trash, where others may have it already. Shortened, never in
 * the middle of a character, where what is added leaves no room: the note beside it knows the name it had.
 * @param ending what else is to fit behind the name, of the note beside it
 */
export function trashName(name: string, number: number, ending: string): string {
  const dot = name.lastIndexOf(".");
  const cut = dot > 0 && bytesIn(name.slice(dot)) < 32 ? dot : name.length;
  const [stem, extension] = [name.slice(0, cut), name.slice(cut)];
  const rest = `${number === 1 ? "" : ` ${number}`}${extension}`;
  const room = longestNameBytes - bytesIn(rest) - bytesIn(ending);
  let kept = "";
  let taken = 0;
  for (const character of stem) {
    taken += bytesIn(character);
    if (taken > room) break;
    kept += character;
  }
  return `${kept}${rest}`;
}
