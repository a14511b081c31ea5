/**
 * The structured clone of HTML as text, for values that cross from Chromium to Node and back (over a binding that only
 * takes strings). Runs on both sides. Keeps what `structuredClone` keeps (Date, RegExp, Map, Set, bytes, bigint, errors,
 * -0, cycles, shared references) and refuses what it refuses, with a DataCloneError.
 */
type Node = string | number | boolean | null | { [tag: string]: unknown };

const byteViews = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView,
} as const;

const errorTypes = {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
} as const;

type ObjectTag =
  | "array"
  | "object"
  | "map"
  | "set"
  | "date"
  | "regexp"
  | "bytes"
  | "view"
  | "error"
  | "boxed";

interface Table {
  root: Node;
  objects: [ObjectTag, ...unknown[]][];
}

/** @throws DOMException DataCloneError for a function, a symbol, a promise, a DOM node and their like. */
export function encodeClone(value: unknown): string {
  const seen = new Map<object, number>();
  const objects: Table["objects"] = [];
  const root = encodeNode(value);
  return JSON.stringify({ root, objects } satisfies Table);

  function encodeNode(node: unknown): Node {
    if (node === null || typeof node === "string" || typeof node === "boolean") return node;
    if (node === undefined) return { u: 1 };
    if (typeof node === "number") return encodeNumber(node);
    if (typeof node === "bigint") return { n: String(node) };
    if (typeof node !== "object") throw cannotClone(node);
    const known = seen.get(node);
    if (known !== undefined) return { r: known };
    const index = objects.length;
    seen.set(node, index);
    objects.push(["object"]);
    objects[index] = encodeObject(node);
    return { r: index };
  }

  function encodeObject(object: object): [ObjectTag, ...unknown[]] {
    if (Array.isArray(object)) return ["array", object.length, encodeEntries(object)];
    if (object instanceof Date) return ["date", encodeNumber(object.getTime())];
    if (object instanceof RegExp) return ["regexp", object.source, object.flags];
    if (object instanceof Map)
      return ["map", [...object].map(([key, item]) => [encodeNode(key), encodeNode(item)])];
    if (object instanceof Set) return ["set", [...object].map(encodeNode)];
    if (object instanceof ArrayBuffer) return ["bytes", toBase64(new Uint8Array(object))];
    if (ArrayBuffer.isView(object)) return encodeView(object);
    if (object instanceof Error) return encodeError(object);
    if (object instanceof Number || object instanceof String || object instanceof Boolean) {
      return ["boxed", encodeNode(object.valueOf())];
    }
    const tag = Object.prototype.toString.call(object);
    if (tag !== "[object Object]") throw cannotClone(object);
    return ["object", encodeEntries(object)];
  }

  function encodeEntries(object: object): [string, Node][] {
    return Object.entries(object).map(([key, item]) => [key, encodeNode(item)]);
  }

  /** A Buffer is a Uint8Array on the other side, as in a structured clone. */
  function encodeView(view: ArrayBufferView): [ObjectTag, ...unknown[]] {
    const name = Object.entries(byteViews).find(([, type]) => view instanceof type)?.[0];
    if (name === undefined) throw cannotClone(view);
    return ["view", name, toBase64(new Uint8Array(view.buffer, view.byteOffset, view.byteLength))];
  }

  function encodeError(error: Error): [ObjectTag, ...unknown[]] {
    const name = Object.hasOwn(errorTypes, error.name) ? error.name : "Error";
    return ["error", name, error.message, error.stack ?? ""];
  }
}

/** Reads what `encodeClone` wrote. */
export function decodeClone(text: string): unknown {
  const { root, objects } = JSON.parse(text) as Table;
  const made = new Map<number, object>();
  return decodeNode(root);

  function decodeNode(node: Node): unknown {
    if (node === null || typeof node !== "object") return node;
    if ("u" in node) return undefined;
    if ("f" in node) return Number(node.f);
    if ("n" in node) return BigInt(node.n as string);
    const index = node.r as number;
    return made.get(index) ?? decodeObject(index, objects[index] as Table["objects"][number]);
  }

  function keep<Made extends object>(index: number, object: Made): Made {
    made.set(index, object);
    return object;
  }

  function decodeObject(index: number, [tag, ...parts]: Table["objects"][number]): object {
    const [first, second, third] = parts;
    if (tag === "array") return fill(keep(index, new Array(first as number)), second);
    if (tag === "object") return fill(keep(index, {}), first);
    if (tag === "date") return keep(index, new Date(decodeNode(first as Node) as number));
    if (tag === "regexp") return keep(index, new RegExp(first as string, second as string));
    if (tag === "bytes") return keep(index, fromBase64(first as string).buffer);
    if (tag === "view") return keep(index, decodeView(first as keyof typeof byteViews, second as string));
    if (tag === "error") return keep(index, decodeError(first as string, second as string, third as string));
    if (tag === "boxed") return keep(index, Object(decodeNode(first as Node)));
    if (tag === "set") {
      const set = keep(index, new Set());
      for (const item of first as Node[]) set.add(decodeNode(item));
      return set;
    }
    const map = keep(index, new Map());
    for (const [key, item] of first as [Node, Node][]) map.set(decodeNode(key), decodeNode(item));
    return map;
  }

  function fill(object: object, entries: unknown): object {
    for (const [key, item] of entries as [string, Node][]) {
      const value = decodeNode(item);
      Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
    }
    return object;
  }
}

function encodeNumber(value: number): Node {
  if (Object.is(value, -0)) return { f: "-0" };
  return Number.isFinite(value) ? value : { f: String(value) };
}

function decodeView(name: keyof typeof byteViews, base64: string): ArrayBufferView {
  const View = byteViews[name] as new (buffer: ArrayBuffer) => ArrayBufferView;
  return new View(fromBase64(base64).buffer);
}

function decodeError(name: string, message: string, stack: string): Error {
  const error = new errorTypes[name as keyof typeof errorTypes](message);
  error.stack = stack;
  return error;
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
}

function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function cannotClone(value: unknown): DOMException {
  const name = typeof value === "object" ? "An object" : `A ${typeof value}`;
  return new DOMException(`${name} could not be cloned.`, "DataCloneError");
}
