import { closeSync, openSync } from "node:fs";
import { ShoeboxError, systemCodeOf } from "../../../errors.ts";
import { FileWindow } from "./file-window.ts";
import { fieldsOf, type MessageField, textOf } from "./protobuf.ts";

export interface OnnxTensor {
  name: string;
  type: "float32" | "float16" | "int32" | "int64" | "other";
  /** null where it is left to whoever runs it: a batch, a text's length. */
  shape: (number | null)[];
}

/** What an ONNX file says of itself, without its weights. */
export interface OnnxOutline {
  inputs: OnnxTensor[];
  outputs: OnnxTensor[];
  /** Files with weights that lie beside it, relative to its folder, each once. */
  weightFiles: string[];
}

/** Numbers of fields and of types in onnx.proto (onnx 1.20). */
const modelGraph = 7;
const graph = { initializer: 5, input: 11, output: 12 };
const tensor = { name: 8, externalData: 13 };
const elementTypes: Record<number, OnnxTensor["type"]> = {
  1: "float32",
  6: "int32",
  7: "int64",
  10: "float16",
};

/**
 * Reads names, types and shapes in an ONNX file by stepping over everything else: milliseconds and a few kilobytes,
 * where a session would load all weights, on the thread that answers the page.
 * @throws MODEL_MISSING, MODEL_CORRUPT for what is no ONNX model or is cut short
 */
export function readOnnxOutline(path: string): OnnxOutline {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    return outlineOf(new FileWindow(file));
  } catch (error) {
    const isMissing = systemCodeOf(error) === "ENOENT";
    const code = isMissing ? "MODEL_MISSING" : "MODEL_CORRUPT";
    const words = isMissing ? "is missing" : "is no ONNX model, or is cut short";
    throw new ShoeboxError(code, `The model's file ${path} ${words}.`, { path, cause: error });
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function outlineOf(source: FileWindow): OnnxOutline {
  let found: MessageField | undefined;
  for (const field of fieldsOf(source, { start: 0, end: source.size })) {
    if (field.number === modelGraph) found = field;
  }
  if (!found) throw new Error("There is no graph in it.");
  const [inputs, outputs]: OnnxTensor[][] = [[], []];
  const weightFiles = new Set<string>();
  const initializers = new Set<string>();
  for (const field of fieldsOf(source, found)) {
    if (field.number === graph.input) inputs?.push(tensorOf(source, field));
    if (field.number === graph.output) outputs?.push(tensorOf(source, field));
    if (field.number === graph.initializer) readInitializer(source, field, { initializers, weightFiles });
  }
  return {
    // Files of before 2019 (IR version 3) name their weights among the inputs.
    inputs: (inputs ?? []).filter(({ name }) => !initializers.has(name)),
    outputs: outputs ?? [],
    weightFiles: [...weightFiles],
  };
}

/** ValueInfoProto { name = 1, type = 2 { tensor_type = 1 { elem_type = 1, shape = 2 } } } */
function tensorOf(source: FileWindow, value: MessageField): OnnxTensor {
  const type = child(source, child(source, value, 2), 1);
  const element = child(source, type, 1)?.value ?? 0;
  const shape = child(source, type, 2);
  const dimensions = shape ? [...fieldsOf(source, shape)].filter(({ number }) => number === 1) : [];
  return {
    name: textOf(source, child(source, value, 1)),
    type: elementTypes[element] ?? "other",
    shape: dimensions.map((dimension) => child(source, dimension, 1)?.value ?? null),
  };
}

function readInitializer(
  source: FileWindow,
  initializer: MessageField,
  { initializers, weightFiles }: { initializers: Set<string>; weightFiles: Set<string> },
): void {
  for (const field of fieldsOf(source, initializer)) {
    if (field.number === tensor.name) initializers.add(textOf(source, field));
    if (field.number !== tensor.externalData) continue;
    // StringStringEntryProto { key = 1, value = 2 }
    if (textOf(source, child(source, field, 1)) !== "location") continue;
    weightFiles.add(textOf(source, child(source, field, 2)));
  }
}

function child(
  source: FileWindow,
  parent: MessageField | undefined,
  number: number,
): MessageField | undefined {
  return parent && [...fieldsOf(source, parent)].find((field) => field.number === number);
}
