import { type ErrorCode, errorDefinitions } from "../../contract/index.ts";

export interface ErrorWords {
  code: string;
  /** What happened, to which file or folder. */
  message: string;
  /** What to do about it; "" where nothing is known. */
  remedy: string;
}

/** What any failed call means to a person. */
export function errorWords(error: unknown): ErrorWords {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === "string" && code in errorDefinitions) {
    const definition = errorDefinitions[code as ErrorCode];
    return {
      code,
      message: typeof message === "string" ? message : definition.meaning,
      remedy: definition.remedy,
    };
  }
  return { code: "", message: "Shoebox's engine did not answer.", remedy: "Try again in a moment." };
}
