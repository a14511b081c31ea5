import type { FilterNode, PhraseNode, QueryNode, QueryTree, QueryValue, SyntaxProblem } from "./ast.ts";
import {
  afterUnknownName,
  beginsExcluded,
  closersOf,
  distanceShape,
  isMinus,
  isSpace,
  nameAndColon,
  orBetween,
  schemes,
} from "./grammar.ts";

/** Which names are filters' ("camera"), and which of them take a distance ("near"). */
export interface FilterNames {
  has(name: string): boolean;
  takesDistance(name: string): boolean;
}

/** The text of a query -> its parts, by `grammar.ts`, in one pass. Never throws; offsets are in UTF-16 code units. */
export function parse(text: string, names: FilterNames): QueryTree {
  return new Parser(text, names).parse();
}

class Parser {
  readonly #text: string;
  readonly #names: FilterNames;
  readonly #problems: SyntaxProblem[] = [];
  #at = 0;

  constructor(text: string, names: FilterNames) {
    this.#text = text;
    this.#names = names;
  }

  parse(): QueryTree {
    const nodes: QueryNode[] = [];
    for (this.#skipSpace(); this.#at < this.#text.length; this.#skipSpace()) nodes.push(this.#term());
    return { nodes, problems: this.#problems };
  }

  #term(): QueryNode {
    const offset = this.#at;
    const isExcluded = isMinus(this.#text[offset]) && this.#matches(beginsExcluded, offset + 1) !== undefined;
    if (isExcluded) this.#at += 1;
    const part = this.#filter() ?? this.#phrase() ?? this.#word();
    return { ...part, isExcluded, offset, length: this.#at - offset };
  }

  #filter(): FilterNode | undefined {
    const offset = this.#at;
    const name = this.#nameAt(offset);
    if (name === undefined) return undefined;
    this.#at += name.length + 1;
    const nameSpan = { offset, length: name.length + 1 };
    const values = this.#values(name);
    const distance = this.#names.takesDistance(name) ? this.#distance() : null;
    return { kind: "filter", name, nameSpan, values, distance, isExcluded: false, offset, length: 0 };
  }

  /** The name of the filter that begins there. */
  #nameAt(offset: number): string | undefined {
    const name = this.#matches(nameAndColon, offset)?.slice(0, -1).toLowerCase();
    if (name === undefined || this.#names.has(name)) return name;
    const isFilter =
      name.length > 1 && !schemes.has(name) && this.#matches(afterUnknownName, offset + name.length + 1);
    return isFilter ? name : undefined;
  }

  #values(name: string): QueryValue[] {
    const values: QueryValue[] = [];
    const add = (value: QueryValue) => {
      if (value.text.trim() !== "") values.push(value);
    };
    add(this.#value());
    for (;;) {
      if (this.#or(name)) {
        add(this.#value());
        continue;
      }
      const pipe = this.#pipe();
      if (pipe === undefined) break;
      const next = this.#text[this.#at - 1] === "|" ? undefined : this.#nameAt(this.#at);
      if (next !== undefined && next !== name) this.#problems.push({ kind: "pipe", offset: pipe, length: 1 });
      const isEnd = this.#at >= this.#text.length || (next !== undefined && next !== name);
      if (isEnd) {
        this.#at = pipe + 1;
        break;
      }
      if (next !== undefined) this.#at += name.length + 1;
      if (this.#text[this.#at] !== "|") add(this.#value());
    }
    return values;
  }

  /** Goes behind "or" and the name, where it is the same filter's. */
  #or(name: string): boolean {
    const joint = this.#matches(orBetween, this.#at);
    const next = this.#at + (joint?.length ?? 0);
    if (joint === undefined || this.#nameAt(next) !== name) return false;
    this.#at = next + name.length + 1;
    return true;
  }

  /** Goes behind a pipe and the space around it. @returns where the pipe is */
  #pipe(): number | undefined {
    const pipe = this.#afterSpace(this.#at);
    if (this.#text[pipe] !== "|") return undefined;
    this.#at = this.#afterSpace(pipe + 1);
    return pipe;
  }

  #value(): QueryValue {
    const quoted = this.#quoted();
    if (quoted) return quoted;
    const offset = this.#at;
    while (this.#at < this.#text.length && this.#text[this.#at] !== "|" && !isSpace(this.#text[this.#at]))
      this.#at += 1;
    return { text: this.#text.slice(offset, this.#at), offset, length: this.#at - offset };
  }

  #distance(): QueryValue | null {
    const offset = this.#afterSpace(this.#at);
    const text = this.#matches(distanceShape, offset);
    if (text === undefined) return null;
    this.#at = offset + text.length;
    return { text, offset, length: text.length };
  }

  #phrase(): PhraseNode | undefined {
    const first = this.#quoted();
    if (!first) return undefined;
    const values = [first];
    for (;;) {
      const before = this.#at;
      const next = this.#pipe() === undefined ? undefined : this.#quoted();
      if (!next) {
        this.#at = before;
        break;
      }
      values.push(next);
    }
    return {
      kind: "phrase",
      values: values.filter(({ text }) => text.trim() !== ""),
      isExcluded: false,
      offset: 0,
      length: 0,
    };
  }

  /** A quotation that nobody closed goes on to the end: it is still being typed. */
  #quoted(): QueryValue | undefined {
    const offset = this.#at;
    const closers = closersOf[this.#text[offset] ?? ""];
    if (closers === undefined) return undefined;
    let text = "";
    for (let at = offset + 1; at < this.#text.length; at += 1) {
      const character = this.#text.charAt(at);
      if (closers.includes(character)) {
        if (character !== '"' || this.#text[at + 1] !== '"') {
          this.#at = at + 1;
          return { text, offset, length: this.#at - offset };
        }
        at += 1;
      }
      text += character;
    }
    this.#at = this.#text.length;
    if (this.#holdsFilter(offset + 1)) this.#problems.push({ kind: "unclosed", offset, length: 1 });
    return { text, offset, length: this.#at - offset };
  }

  /** Whether something in the rest of the text was surely not meant as part of a quotation. */
  #holdsFilter(from: number): boolean {
    const names = this.#text.slice(from).matchAll(/(?<=\s[-\u2212\u2013]?)([A-Za-z][A-Za-z-]*):(?=\S)/g);
    return names.some(([, name = ""]) => this.#names.has(name.toLowerCase()));
  }

  #word(): QueryNode {
    const offset = this.#at;
    while (this.#at < this.#text.length && !isSpace(this.#text[this.#at])) this.#at += 1;
    return {
      kind: "word",
      text: this.#text.slice(offset, this.#at),
      isExcluded: false,
      offset,
      length: this.#at - offset,
    };
  }

  #matches(sticky: RegExp, offset: number): string | undefined {
    sticky.lastIndex = offset;
    return sticky.exec(this.#text)?.[0];
  }

  #afterSpace(from: number): number {
    let at = from;
    while (isSpace(this.#text[at])) at += 1;
    return at;
  }

  #skipSpace(): void {
    this.#at = this.#afterSpace(this.#at);
  }
}
