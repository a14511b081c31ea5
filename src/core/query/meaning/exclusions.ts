import { foldWord, withoutAccents } from "../../words/fold.ts";
import { stopWords } from "../../words/stop-words.ts";
import {
  afterNo,
  afterNot,
  beforeNegators,
  beforeNot,
  determiners,
  ends,
  joints,
  leadingPrepositions,
  looseJoints,
  negators,
  signs,
  thingsInIng,
} from "./exclusion-words.ts";

/** Some of the words of a description: what is meant, what is not ("without people"), or what joins two such ("or"). */
export interface DescribedWords {
  kind: "described" | "excluded" | "operator";
  /** Of the words that were given, from the first to before the last. */
  from: number;
  to: number;
  /** What is described, without the words that exclude it. */
  text: string;
}

/** "boat without people or cars at sunset" -> "boat", not "people", "or", not "cars", "at sunset" */
export function splitExclusions(words: readonly string[]): DescribedWords[] {
  return new Splitter(words).split();
}

/** Whether the last of the words excludes what comes next: "not", of "not 2019". */
export function endsWithNegator(words: readonly string[]): boolean {
  return negators.has(keyOf(words.at(-1) ?? ""));
}

function keyOf(word: string): string {
  return foldWord(withoutAccents(word)).replace(/[,.;:!?)]+$/u, "");
}

const endsHere = (word: string) => /[,.;:!?)]$/u.test(word);

class Splitter {
  readonly #words: readonly string[];
  readonly #keys: readonly string[];
  readonly #parts: DescribedWords[] = [];
  #described = 0;

  constructor(words: readonly string[]) {
    this.#words = words;
    this.#keys = words.map(keyOf);
  }

  split(): DescribedWords[] {
    for (let at = 0; at < this.#words.length; ) {
      const thing = this.#isNegator(at) ? this.#thing(at + 1, this.#keys[at] === "not") : undefined;
      if (!thing) {
        at += 1;
        continue;
      }
      const isJoined = at > this.#described && beforeNegators.has(this.#keys[at - 1] ?? "");
      this.#describe(isJoined ? at - 1 : at);
      this.#exclude(isJoined ? at - 1 : at, thing);
      at = this.#joined(thing.to);
      this.#described = at;
    }
    this.#describe(this.#words.length);
    return this.#parts;
  }

  /** What follows an excluded thing with "or" is excluded with it. @returns where that ends */
  #joined(from: number): number {
    let at = from;
    while (joints.has(this.#keys[at] ?? "") && !endsHere(this.#words[at - 1] ?? "")) {
      const next = this.#isNegator(at + 1) ? undefined : this.#thing(at + 1, false);
      if (!next || (looseJoints.has(this.#keys[at] ?? "") && !this.#isOneWord(at + 1, next))) break;
      this.#parts.push({ kind: "operator", from: at, to: at + 1, text: this.#textOf(at, at + 1) });
      this.#exclude(at + 1, next);
      at = next.to;
    }
    return at;
  }

  /** "without people and cars", not "no shirt and white shorts" */
  #isOneWord(begin: number, { from, to }: { from: number; to: number }): boolean {
    return begin === from && to === from + 1;
  }

  #isNegator(at: number): boolean {
    const word = this.#keys[at] ?? "";
    if (!negators.has(word)) return false;
    const next = this.#keys[at + 1] ?? "";
    if (word !== "no" && word !== "not") return true;
    if (/^\d/.test(next) || (/ing$/.test(next) && !thingsInIng.has(next))) return false;
    if (word === "not") return !afterNot.has(next) && !beforeNot.has(this.#keys[at - 1] ?? "");
    return !afterNo.has(next) && !this.#keys.slice(at + 2, at + 5).some((key) => signs.has(key));
  }

  /** The words that name a thing, from there on to where something else is said. */
  #thing(begin: number, isAfterNot: boolean): { from: number; to: number } | undefined {
    let from = begin;
    if (isAfterNot && leadingPrepositions.has(this.#keys[from] ?? "")) from += 1;
    while (determiners.has(this.#keys[from] ?? "")) from += 1;
    let to = from;
    while (to < this.#words.length && !this.#isEnd(to) && !(to > from && this.#isDoing(to))) {
      to += 1;
      if (endsHere(this.#words[to - 1] ?? "")) break;
    }
    return to === from ? undefined : { from, to };
  }

  /** What somebody does is said of who was named before: "man without shirt playing tennis". */
  #isDoing(at: number): boolean {
    const word = this.#keys[at] ?? "";
    return word.length > 4 && word.endsWith("ing") && !thingsInIng.has(word);
  }

  #isEnd(at: number): boolean {
    const word = this.#keys[at] ?? "";
    const isWord = /[\p{L}\p{N}\p{So}]/u.test(word);
    return !isWord || stopWords.has(word) || ends.has(word) || joints.has(word) || negators.has(word);
  }

  #exclude(from: number, thing: { from: number; to: number }): void {
    const text = this.#textOf(thing.from, thing.to).replace(/[,.;:!?)]+$/u, "");
    this.#parts.push({ kind: "excluded", from, to: thing.to, text });
  }

  #describe(to: number): void {
    if (to > this.#described)
      this.#parts.push({
        kind: "described",
        from: this.#described,
        to,
        text: this.#textOf(this.#described, to),
      });
    this.#described = to;
  }

  #textOf(from: number, to: number): string {
    return this.#words.slice(from, to).join(" ");
  }
}
