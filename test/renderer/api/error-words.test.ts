import { expect, test } from "vitest";
import { errorCodes, errorDefinitions } from "../../../src/contract/index.ts";
import { errorWords } from "../../../src/renderer/api/error-words.ts";

test("every code of the contract comes with what happened and what to do", () => {
  for (const code of errorCodes) {
    const words = errorWords(Object.assign(new Error(`About ${code}`), { code }));
    expect(words).toEqual({ code, message: `About ${code}`, remedy: errorDefinitions[code].remedy });
    expect(words.remedy).not.toBe("");
  }
});

test("anything else is a plain word, never a stack or [object Object]", () => {
  for (const thrown of [
    new Error("socket hang up"),
    { code: "E_UNHEARD_OF" },
    new TypeError("x is undefined"),
  ]) {
    const { code, message, remedy } = errorWords(thrown);
    expect(code).toBe("");
    expect(message).toBe("Shoebox's engine did not answer.");
    expect(remedy).not.toBe("");
  }
});
