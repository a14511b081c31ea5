import { type ColourName, colourNames } from "../colour.ts";

/** Where an object may plausibly be found; a place offers some of these surfaces. */
export type Surface = "ground" | "floor" | "table" | "water" | "under" | "sky";
export type ObjectSize = "small" | "medium" | "large";

export type ObjectKind = {
  /** Singular name, the key of the kind and the word of the canonical caption. */
  readonly name: string;
  readonly plural: string;
  /** Icon name in the Noto set. */
  readonly icon: string;
  readonly category: string;
  readonly surfaces: readonly Surface[];
  readonly size: ObjectSize;
  /** Colours the drawing can be painted in; empty when it keeps its own. */
  readonly colours: readonly ColourName[];
  /** Other names for the same thing, as [singular, plural]. */
  readonly synonyms: readonly (readonly [string, string])[];
  /** Wider words that also fit, as [singular, plural], the category's own first. */
  readonly hypernyms: readonly (readonly [string, string])[];
};

const irregularPlurals: Readonly<Record<string, string>> = {
  man: "men",
  woman: "women",
  person: "people",
  child: "children",
  mouse: "mice",
  goose: "geese",
  sheep: "sheep",
  fish: "fish",
  pufferfish: "pufferfish",
  jellyfish: "jellyfish",
  deer: "deer",
  moose: "moose",
  leaf: "leaves",
  loaf: "loaves",
  knife: "knives",
  wolf: "wolves",
  scarf: "scarves",
  aircraft: "aircraft",
  clothing: "clothes",
  food: "food",
  fruit: "fruit",
  wildlife: "wildlife",
};

/** The regular English plural, on the last word of a compound, with the irregular ones used here. */
export function pluralOf(name: string): string {
  const words = name.split(" ");
  const at = headOf(words);
  const word = words[at] ?? name;
  words[at] = irregularPlurals[word] ?? regularPlural(word);
  return words.join(" ");
}

/** The word that is counted: "slice" in "slice of pizza", "man" in "man walking", else the last one. */
function headOf(words: readonly string[]): number {
  const of = words.indexOf("of");
  if (of > 0) return of - 1;
  return words[0] === "man" || words[0] === "woman" ? 0 : words.length - 1;
}

function regularPlural(word: string): string {
  if (/(s|x|z|ch|sh)$/.test(word) || /(tomato|potato|mango|buffalo)$/.test(word)) return `${word}es`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}

/**
 * Reads a table of one object a line: `name | icon | surfaces | size | colours | synonyms | hypernyms`.
 * Colours are `*` for all, names, or nothing; an empty icon means the name itself.
 */
export function objectTable(category: string, rows: string): ObjectKind[] {
  const lines = rows.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => {
    const [name = "", icon = "", surfaces = "", size = "", colours = "", synonyms = "", wider = ""] = line
      .split("|")
      .map((cell) => cell.trim());
    return {
      name,
      plural: pluralOf(name),
      icon: icon || name.replaceAll(" ", "-"),
      category,
      surfaces: surfaces.split(" ") as Surface[],
      size: size as ObjectSize,
      colours: colours === "*" ? colourNames : (words(colours, " ") as ColourName[]),
      synonyms: words(synonyms, ",").map((word) => [word, pluralOf(word)] as const),
      hypernyms: [category, ...words(wider, ",")].map((word) => [word, pluralOf(word)] as const),
    };
  });
}

function words(cell: string, separator: string): string[] {
  return cell
    .split(separator)
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
