import { editedSuffixes } from "../files/edited-names.ts";
import { foldedName, splitName } from "../files/name-parts.ts";

/*
 * How Google Takeout names what it writes beside a picture, from exports of 2018 to 2025:
 * - the picture's name with ".json", from late 2024 on ".supplemental-metadata.json" behind it;
 * - what stands before ".json" is cut at 46 characters, wherever that falls: "IMG_1.jpg.supplemental-metad.json";
 * - of several pictures of one name the number goes behind the picture's stem, but behind its extension, or behind the
 *   word, in the JSON's name: "IMG_8(1).jpg" is described by "IMG_8.jpg(1).json";
 * - an edited copy, "IMG_1-edited.jpg" in the language of the account, has none of its own.
 */

const addedWord = "supplemental-metadata";

/** The cut counts characters; names with others than Latin letters were seen cut a little earlier. */
const shortestCut = 40;

/** Whether a JSON file is called as Takeout calls those beside pictures, whatever lies there. */
export function isNamedByTakeout(name: string): boolean {
  return /\.(jpe?g|png|gif|hei[cf]|webp|tiff?|bmp|dng|raw|mp4?|mov|m4v|3gp|avif)(\.s[a-z-]{0,20})?(\(\d+\))?\.json$/i.test(
    name,
  );
}

interface Numbered {
  /** Folded, without the number. */
  base: string;
  number: string;
}

/** "img_8(1)" -> "img_8", "(1)" */
function splitNumber(text: string): Numbered {
  const [, base, number] = /^(.+?)(\(\d{1,4}\))$/.exec(text) ?? [];
  return base === undefined || number === undefined ? { base: text, number: "" } : { base, number };
}

/** Which picture each JSON describes, told by the names of a folder. */
export class TakeoutNames {
  /** By its whole name and by the name without the number, with the number behind it. */
  readonly #byName = new Map<string, string>();
  readonly #byStem = new Map<string, string>();
  /** Folded names in order, for those that were cut. */
  readonly #sorted: { key: string; name: string }[] = [];
  /** Edited copies by the stem and number of their originals. */
  readonly #editedOf = new Map<string, string[]>();

  /** @param names of pictures, and of videos that belong to some; the better of two comes first */
  constructor(names: readonly string[]) {
    for (const name of names) this.#add(name);
    this.#sorted.sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
  }

  #add(name: string): void {
    const { stem, extension } = splitName(foldedName(name));
    const { base, number } = splitNumber(stem);
    keepFirst(this.#byName, `${stem}.${extension}`, name);
    keepFirst(this.#byName, `${base}.${extension}${number}`, name);
    keepFirst(this.#byStem, stem, name);
    keepFirst(this.#byStem, base + number, name);
    if (stem.length >= shortestCut - 5) this.#sorted.push({ key: `${base}.${extension}${number}`, name });
    const original = originalOf(base);
    if (original !== undefined)
      this.#editedOf.set(original + number, [...(this.#editedOf.get(original + number) ?? []), name]);
  }

  /** The picture that a JSON file describes, or its edited copy where there is no original. */
  describedBy(json: string): string | undefined {
    const whole = splitName(foldedName(json)).stem;
    const { base, number } = splitNumber(whole);
    const bases = [base, ...withoutAddedWord(base)];
    const named = this.#find(this.#byName, bases, number) ?? this.#byName.get(whole);
    const found = named ?? this.#find(this.#byStem, bases, number) ?? this.#byStem.get(whole);
    return found ?? this.#cutShort(base, number) ?? this.#editedOfMissing(bases, number);
  }

  #find(names: ReadonlyMap<string, string>, bases: readonly string[], number: string): string | undefined {
    const key = bases.find((each) => names.has(each + number));
    return key === undefined ? undefined : names.get(key + number);
  }

  /** One picture alone begins so, and the name is as long as those that are cut. */
  #cutShort(base: string, number: string): string | undefined {
    if (base.length < shortestCut && Buffer.byteLength(base) < shortestCut) return undefined;
    const begins = ({ key }: { key: string }) => key.startsWith(base) && splitNumber(key).number === number;
    const found = this.#sorted.slice(this.#firstFrom(base), this.#firstFrom(`${base}\uffff`)).filter(begins);
    const originals = found.filter(
      ({ name }) => originalOf(splitNumber(splitName(foldedName(name)).stem).base) === undefined,
    );
    return originals.length === 1 ? originals[0]?.name : undefined;
  }

  #firstFrom(key: string): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle]?.key ?? "") < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #editedOfMissing(bases: readonly string[], number: string): string | undefined {
    for (const base of bases) {
      const edited = this.#editedOf.get(base + number) ?? this.#editedOf.get(splitName(base).stem + number);
      if (edited) return edited[0];
    }
    return undefined;
  }

  /** The edited copies of a picture, which its JSON describes too. */
  editedCopiesOf(picture: string): readonly string[] {
    const { base, number } = splitNumber(splitName(foldedName(picture)).stem);
    const key = (originalOf(base) ?? base) + number;
    return (this.#editedOf.get(key) ?? []).filter((name) => name !== picture);
  }
}

/** What may be left of ".supplemental-metadata" once it was cut: down to the dot. */
function withoutAddedWord(base: string): string[] {
  const dot = base.lastIndexOf(".");
  return dot > 0 && addedWord.startsWith(base.slice(dot + 1)) ? [base.slice(0, dot)] : [];
}

/** "img_1-edited" -> "img_1"; undefined for what is no edited copy. A long name's suffix may be cut as well. */
function originalOf(stem: string): string | undefined {
  const suffix = editedSuffixes.find((each) => stem.endsWith(each));
  if (suffix !== undefined) return stem.slice(0, -suffix.length) || undefined;
  const dash = stem.lastIndexOf("-");
  const isCut = stem.length >= shortestCut && stem.length - dash > 2;
  return isCut && editedSuffixes.some((each) => each.startsWith(stem.slice(dash)))
    ? stem.slice(0, dash)
    : undefined;
}

function keepFirst(map: Map<string, string>, key: string, value: string): void {
  if (!map.has(key)) map.set(key, value);
}
