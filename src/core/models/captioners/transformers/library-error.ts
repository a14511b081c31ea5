import { isShoeboxError, ShoeboxError } from "../../../errors.ts";
import { modelError } from "../../model-error.ts";

/** As the library and onnxruntime name a file in what they say of it. */
const namedFiles = [
  /locally at "(.+?)"/,
  /Load model from (.+?) failed/,
  /(?:path|file)[: ]+"?([^"\s]+\.onnx\S*)/,
];

/** What an error of the library means, naming the file where it does. */
export function libraryError(error: unknown, name: string): ShoeboxError {
  if (isShoeboxError(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  const path = namedFiles.map((pattern) => pattern.exec(text)?.[1]).find((match) => match !== undefined);
  const isMissing = error instanceof Error && error.name === "ModelFileNotFoundError";
  if (path !== undefined) return modelError(isMissing ? new Error(`No such file: ${text}`) : error, path);
  const [line = ""] = text.split("\n");
  const message = `The files of ${name} do not fit together: ${line}`;
  return new ShoeboxError("MODEL_CORRUPT", message, { cause: error });
}
