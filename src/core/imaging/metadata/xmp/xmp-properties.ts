import { ownName } from "./namespaces.ts";
import { parseXml, type XmlElement, XmlError } from "./xml-tree.ts";

/** A value of XMP: a text, a list of values, or named values. Source: ISO 16684-1, 7. */
export interface XmpValue {
  text: string;
  /** Of an alternative among several: "x-default", "de-CH". */
  language?: string | undefined;
  items?: readonly XmpValue[];
  fields?: XmpProperties;
}

/** Values by their names here: "dc:title". */
export type XmpProperties = ReadonlyMap<string, XmpValue>;

export const noXmp: XmpProperties = new Map();

/**
 * What an XMP document says, whatever it begins with: an instruction, a comment, blanks, the root itself. Where it is
 * two documents, one continuing the other (ISO 16684-3, 1.1.3.1, "extended XMP"), the first goes before.
 * @throws XmlError for what is no XMP
 */
export function readXmp(text: string): XmpProperties {
  const found = new Map<string, XmpValue>();
  for (const document of documentsIn(text)) {
    for (const description of descriptionsIn(parseXml(document))) {
      for (const [name, value] of fieldsOf(description)) if (!found.has(name)) found.set(name, value);
    }
  }
  return found;
}

const rootEnd = /<\/(?:[\w.-]+:)?xmpmeta\s*>/g;

/** Usually one. */
function documentsIn(text: string): string[] {
  const ends = [...text.matchAll(rootEnd)].map(({ index, 0: end }) => index + end.length);
  if (ends.length < 2) return [text];
  return ends.map((end, at) => text.slice(ends[at - 1] ?? 0, end));
}

function nameOf({ name, namespace }: { name: string; namespace: string | undefined }): string | undefined {
  return ownName(name, namespace);
}

function elementsIn({ children }: XmlElement): XmlElement[] {
  return children.filter((child) => typeof child !== "string");
}

function descriptionsIn(root: XmlElement): XmlElement[] {
  const rdf = findRdf(root);
  if (!rdf) throw new XmlError("It holds no XMP.");
  return elementsIn(rdf);
}

function findRdf(element: XmlElement, depth = 0): XmlElement | undefined {
  if (nameOf(element) === "rdf:RDF") return element;
  if (depth > 2) return undefined;
  for (const child of elementsIn(element)) {
    const found = findRdf(child, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** Of a node: what is written as attributes, and what is written as elements. */
function fieldsOf(node: XmlElement): Map<string, XmpValue> {
  const fields = new Map<string, XmpValue>();
  for (const attribute of node.attributes) {
    const name = nameOf(attribute);
    if (name && !isSyntax(name)) fields.set(name, { text: attribute.value });
  }
  for (const child of elementsIn(node)) {
    const name = nameOf(child);
    if (name && !fields.has(name)) fields.set(name, valueIn(child));
  }
  return fields;
}

const isSyntax = (name: string) => /^(rdf|xml):/.test(name) && name !== "rdf:value";

const listNames = new Set(["rdf:Bag", "rdf:Seq", "rdf:Alt"]);

function valueIn(property: XmlElement): XmpValue {
  const language = attributeOf(property, "xml:lang");
  const inside = elementsIn(property);
  const list = inside.find((child) => listNames.has(nameOf(child) ?? ""));
  if (list) {
    const items = elementsIn(list).filter((child) => nameOf(child) === "rdf:li");
    return { text: "", language, items: items.map(valueIn) };
  }
  const node = inside.find((child) => nameOf(child) === "rdf:Description");
  const fields = fieldsOf(node ?? property);
  // A value with qualifiers is still that value.
  const qualified = fields.get("rdf:value");
  if (qualified) return { ...qualified, language };
  const text = attributeOf(property, "rdf:resource") ?? property.children.filter(isText).join("");
  return fields.size > 0 ? { text: "", language, fields } : { text, language };
}

const isText = (child: XmlElement | string) => typeof child === "string";

function attributeOf({ attributes }: XmlElement, wanted: string): string | undefined {
  return attributes.find((attribute) => nameOf(attribute) === wanted)?.value;
}
