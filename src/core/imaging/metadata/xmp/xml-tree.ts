/** An element of a small XML document, its names resolved to their namespaces. */
export interface XmlElement {
  /** As it was written, prefix and all. */
  name: string;
  /** Undefined where the document declares no such prefix. */
  namespace: string | undefined;
  attributes: readonly XmlAttribute[];
  children: readonly (XmlElement | string)[];
}

export interface XmlAttribute {
  name: string;
  namespace: string | undefined;
  value: string;
}

/** Thrown for what is no XML, or more of it than anybody writes. */
export class XmlError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "XmlError";
  }
}

/** Lightroom's masks and darktable's history take some thousands; what is deeper or larger was made to do harm. */
const mostElements = 100_000;
const mostAttributes = 200_000;
const mostDepth = 64;

const predefined: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** What prefixes stand for in an element: what it declares itself, then what those around it do. */
interface Scope {
  declared: ReadonlyMap<string, string>;
  outer: Scope | undefined;
}

const outermost: Scope = { declared: new Map([["xml", "xml"]]), outer: undefined };

interface Open extends XmlElement {
  children: (XmlElement | string)[];
  scope: Scope;
}

const namePattern = /[^\s/>=<"']+/y;
const attributePattern = /\s*([^\s/>=<"']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const tagEndPattern = /\s*(\/?)>/y;

/**
 * Reads a document without a document type: nothing in it is ever multiplied, fetched or nested without bound, so that
 * the time and memory it takes stay in proportion to its length. Comments and instructions are left out.
 * @throws XmlError
 */
export function parseXml(text: string): XmlElement {
  return new XmlReader(text).read();
}

class XmlReader {
  readonly #text: string;
  #at = 0;
  #elements = 0;
  #attributes = 0;
  #root: XmlElement | undefined;
  readonly #stack: Open[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  read(): XmlElement {
    while (this.#at < this.#text.length && !this.#root) {
      const open = this.#text.indexOf("<", this.#at);
      this.#addText(this.#text.slice(this.#at, open === -1 ? undefined : open));
      if (open === -1) break;
      this.#at = open;
      this.#readMarkup();
    }
    if (this.#root) return this.#root;
    const unclosed = this.#stack.at(-1);
    throw new XmlError(unclosed ? `<${unclosed.name}> has no end.` : "There is no element in it.");
  }

  #addText(text: string): void {
    const parent = this.#stack.at(-1);
    if (parent && text !== "") parent.children.push(unescaped(text));
  }

  #readMarkup(): void {
    if (this.#startsWith("<!--")) this.#skipPast("-->");
    else if (this.#startsWith("<![CDATA[")) this.#readCharacterData();
    else if (this.#startsWith("<?")) this.#skipPast("?>");
    else if (this.#startsWith("<!")) throw new XmlError("It has a document type, which metadata never need.");
    else if (this.#startsWith("</")) this.#readEnd();
    else this.#readStart();
  }

  #startsWith(words: string): boolean {
    return this.#text.startsWith(words, this.#at);
  }

  /** @returns what lies before it */
  #skipPast(mark: string): string {
    const end = this.#text.indexOf(mark, this.#at);
    if (end === -1) throw new XmlError(`"${mark}" is missing.`);
    const before = this.#text.slice(this.#at, end);
    this.#at = end + mark.length;
    return before;
  }

  #readCharacterData(): void {
    const data = this.#skipPast("]]>").slice("<![CDATA[".length);
    this.#stack.at(-1)?.children.push(data);
  }

  #readEnd(): void {
    const name = this.#skipPast(">").slice(2).trim();
    const closed = this.#stack.pop();
    if (closed?.name !== name) throw new XmlError(`</${name.slice(0, 50)}> ends what it did not begin.`);
    if (this.#stack.length === 0) this.#root = closed;
  }

  #readStart(): void {
    this.#at += 1;
    const name = this.#match(namePattern)?.[0];
    if (name === undefined) throw new XmlError("A tag has no name.");
    const written: { name: string; value: string }[] = [];
    for (let found = this.#match(attributePattern); found; found = this.#match(attributePattern)) {
      written.push({ name: found[1] as string, value: unescaped(found[2] ?? found[3] ?? "") });
      if (++this.#attributes > mostAttributes) throw new XmlError("It has too many attributes.");
    }
    const end = this.#match(tagEndPattern);
    if (!end) throw new XmlError(`<${name.slice(0, 50)}> is malformed.`);
    this.#add(name, written, end[1] === "/");
  }

  #add(name: string, written: readonly { name: string; value: string }[], isEmpty: boolean): void {
    const parent = this.#stack.at(-1);
    const scope = scopeWith(parent?.scope ?? outermost, written);
    const attributes = written
      .filter((one) => !isDeclaration(one.name))
      // An attribute without a prefix is in no namespace.
      .map((one) => ({ ...one, namespace: one.name.includes(":") ? namespaceOf(one.name, scope) : "" }));
    const element: Open = { name, namespace: namespaceOf(name, scope), attributes, children: [], scope };
    if (++this.#elements > mostElements) throw new XmlError("It has too many elements.");
    parent?.children.push(element);
    if (!isEmpty) this.#stack.push(element);
    else if (!parent) this.#root = element;
    if (this.#stack.length > mostDepth) throw new XmlError("Its elements are nested too deep.");
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found) this.#at = pattern.lastIndex;
    return found;
  }
}

function isDeclaration(name: string): boolean {
  return name === "xmlns" || name.startsWith("xmlns:");
}

function scopeWith(outer: Scope, written: readonly { name: string; value: string }[]): Scope {
  const declared = written.filter(({ name }) => isDeclaration(name));
  if (declared.length === 0) return outer;
  return { declared: new Map(declared.map(({ name, value }) => [name.slice(6), value])), outer };
}

function namespaceOf(name: string, scope: Scope): string | undefined {
  const colon = name.indexOf(":");
  const prefix = name.slice(0, Math.max(0, colon));
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const namespace = at.declared.get(prefix);
    if (namespace !== undefined) return namespace;
  }
  return prefix === "" ? "" : undefined;
}

/** What is not one of XML's own entities is left as it is written. */
function unescaped(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot|apos));/gi,
    (all, decimal, hex, name) => {
      if (name !== undefined) return predefined[name.toLowerCase()] ?? all;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}
