import { describe, expect, test } from "vitest";
import { messageFromCoreSchema, messageToCoreSchema } from "../../src/main/core-messages.ts";

describe("the core process refuses", () => {
  test.each([
    { type: "media", requestId: 1, kind: "original", assetId: "../../etc/passwd" },
    { type: "media", requestId: 1, kind: "shadow", assetId: 1 },
    { type: "index", directories: [] },
    { type: "index", directories: [""] },
    { type: "delete" },
    null,
  ])("%j", (message) => {
    expect(messageToCoreSchema.safeParse(message).success).toBe(false);
  });
});

describe("main refuses", () => {
  test.each([
    { type: "reveal", requestId: 1, path: "" },
    { type: "failed", failure: { code: "NO_SUCH_CODE", message: "", path: null } },
    { type: "media", requestId: 1, answer: { contentType: "image/webp", etag: "1" }, failure: null },
    {
      type: "media",
      requestId: 1,
      answer: { contentType: "image/webp", etag: "1", body: "text" },
      failure: null,
    },
    undefined,
  ])("%j", (message) => {
    expect(messageFromCoreSchema.safeParse(message).success).toBe(false);
  });
});

test("a picture's bytes pass as they are, without being copied", () => {
  const body = new Uint8Array([1, 2, 3]);
  const answer = { contentType: "image/webp", etag: '"1"', body };
  const parsed = messageFromCoreSchema.parse({ type: "media", requestId: 1, answer, failure: null });
  expect(parsed).toEqual({ type: "media", requestId: 1, answer, failure: null });
  expect(parsed.type === "media" && parsed.answer && "body" in parsed.answer && parsed.answer.body).toBe(
    body,
  );
});
