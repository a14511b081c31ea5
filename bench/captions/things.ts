import { readFile } from "node:fs/promises";
import { projectDirectory } from "../../test/helpers/command-line.ts";

const irregular: Readonly<Record<string, string>> = {
  men: "man",
  women: "woman",
  children: "child",
  people: "person",
  mice: "mouse",
  geese: "goose",
  feet: "foot",
  teeth: "tooth",
  sheep: "sheep",
  leaves: "leaf",
  knives: "knife",
  shelves: "shelf",
  wolves: "wolf",
  calves: "calf",
  loaves: "loaf",
  halves: "half",
  kids: "kid",
  scarves: "scarf",
  firemen: "fireman",
  policemen: "policeman",
  snowmen: "snowman",
  fishermen: "fisherman",
};

/** As `models/starter-captions/training/nouns.py` has it, which made the list and says what counts as a noun. */
function singularOf(word: string): string {
  const known = irregular[word];
  if (known !== undefined) return known;
  if (/(?:ss|us|is)$/.test(word) || word.length < 4) return word;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|x|ss|zz)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

export type ThingsIn = (text: string) => Set<string>;

/** The things that a text names: its nouns in the singular. */
export async function readThings(): Promise<ThingsIn> {
  const file = `${projectDirectory}/models/starter-captions/training/nouns.txt`;
  const nouns = new Set((await readFile(file, "utf8")).trim().split("\n"));
  return (text) => {
    const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
    return new Set(words.map(singularOf).filter((word) => nouns.has(word)));
  };
}

/** Whether a caption names a thing that a person's captions of the same photo name. */
export function namesAThing(caption: string, references: readonly string[], thingsIn: ThingsIn): boolean {
  const named = new Set(references.flatMap((text) => [...thingsIn(text)]));
  return [...thingsIn(caption)].some((thing) => named.has(thing));
}
