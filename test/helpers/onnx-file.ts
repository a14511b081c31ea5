/** A tensor of a graph; a dimension with a name is left open. */
export interface TensorDeclaration {
  name: string;
  type?: "float32" | "float16" | "int32" | "int64";
  shape: (number | string)[];
}

export interface TowerDeclaration {
  input: TensorDeclaration;
  output: TensorDeclaration;
  /** float32 [features, dimensions]: the whole of what the tower knows. */
  weights: Float32Array;
  /** A file beside it that holds the weights, named and not written here. */
  weightFile?: string;
}

const elementTypes = { float32: 1, int32: 6, int64: 7, float16: 10 };

/**
 * An ONNX file of one linear map, written by hand (field numbers of onnx.proto): input -> float32 -> flat -> times weights.
 * ONNX Runtime loads and runs it.
 */
export function onnxTower({ input, output, weights, weightFile }: TowerDeclaration): Buffer {
  const dimensions = Number(output.shape[1]);
  const stored = weightFile
    ? [message(13, text(1, "location"), text(2, weightFile)), number(14, 1)]
    : [bytes(9, Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength))];
  const graph = message(
    7,
    node("Cast", input.name, "float", message(5, text(1, "to"), number(3, 1), number(20, 2))),
    node("Flatten", "float", "flat"),
    message(1, text(1, "flat"), text(1, "weights"), text(2, output.name), text(4, "MatMul")),
    text(2, "tower"),
    message(
      5,
      number(1, weights.length / dimensions),
      number(1, dimensions),
      number(2, 1),
      text(8, "weights"),
      ...stored,
    ),
    value(11, input),
    value(12, output),
  );
  return Buffer.concat([number(1, 8), text(2, "shoebox tests"), graph, message(8, number(2, 13))]);
}

/** An ONNX file that says what it takes and gives, and can do nothing: what is read without running it. */
export function onnxOutlineFile(declared: {
  inputs: TensorDeclaration[];
  outputs: TensorDeclaration[];
  /** Files beside it that are said to hold weights. */
  weightFiles?: string[];
}): Buffer {
  const graph = message(
    7,
    text(2, "outline"),
    ...(declared.weightFiles ?? []).map((file) =>
      message(5, text(8, file), message(13, text(1, "location"), text(2, file)), number(14, 1)),
    ),
    ...declared.inputs.map((input) => value(11, input)),
    ...declared.outputs.map((output) => value(12, output)),
  );
  return Buffer.concat([number(1, 8), text(2, "shoebox tests"), graph, message(8, number(2, 13))]);
}

function node(operation: string, from: string, to: string, ...attributes: Buffer[]): Buffer {
  return message(1, text(1, from), text(2, to), text(4, operation), ...attributes);
}

function value(field: number, { name, type = "float32", shape }: TensorDeclaration): Buffer {
  const sizes = shape.map((size) => message(1, typeof size === "number" ? number(1, size) : text(2, size)));
  return message(
    field,
    text(1, name),
    message(2, message(1, number(1, elementTypes[type]), message(2, ...sizes))),
  );
}

function message(field: number, ...parts: Buffer[]): Buffer {
  return bytes(field, Buffer.concat(parts));
}

function text(field: number, content: string): Buffer {
  return bytes(field, Buffer.from(content));
}

function bytes(field: number, content: Buffer): Buffer {
  return Buffer.concat([varint(field * 8 + 2), varint(content.length), content]);
}

function number(field: number, content: number): Buffer {
  return Buffer.concat([varint(field * 8), varint(content)]);
}

function varint(content: number): Buffer {
  const parts: number[] = [];
  for (let rest = content; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...parts, rest]);
    parts.push((rest % 128) + 128);
  }
}
