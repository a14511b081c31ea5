import { ShoeboxError, systemCodeOf } from "../errors.ts";

/** What a failure to load a model's file means. */
export function modelError(error: unknown, path: string): ShoeboxError {
  const isMissing = systemCodeOf(error) === "ENOENT" || /doesn't exist|No such file/i.test(String(error));
  const code = isMissing ? "MODEL_MISSING" : "MODEL_CORRUPT";
  const message = isMissing ? `The model's file ${path} is missing.` : `The model's file ${path} is damaged.`;
  return new ShoeboxError(code, message, { path, cause: error });
}
