import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { mediaResponse } from "../../src/main/media-response.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";

const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);
let filePath: string;

beforeEach(async () => {
  filePath = join(await temporaryDirectory(), "a photo #1 100%.jpg");
  await writeFile(filePath, bytes);
});

function request(headers: Record<string, string> = {}): Request {
  return new Request("shoebox://app/media/original/1", { headers });
}

function fileAnswer() {
  return { contentType: "image/jpeg", etag: '"1"', filePath, sizeBytes: bytes.length };
}

async function bodyOf(response: Response): Promise<number[]> {
  return [...new Uint8Array(await response.arrayBuffer())];
}

test("bytes are answered as they are", async () => {
  const response = mediaResponse({ contentType: "image/webp", etag: '"2"', body: bytes }, request());
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("image/webp");
  expect(response.headers.get("cache-control")).toBe("private, max-age=3600");
  expect(await bodyOf(response)).toEqual([...bytes]);
});

test("a file is streamed whole", async () => {
  const response = mediaResponse(fileAnswer(), request());
  expect(response.status).toBe(200);
  expect(response.headers.get("content-length")).toBe("1000");
  expect(await bodyOf(response)).toEqual([...bytes]);
});

test("a file whose name is not UTF-8 is found by its bytes", async () => {
  const response = mediaResponse(
    { ...fileAnswer(), filePath: new Uint8Array(Buffer.from(filePath)) },
    request(),
  );
  expect(await bodyOf(response)).toEqual([...bytes]);
});

test("a part of a file is streamed when a part is asked for", async () => {
  const response = mediaResponse(fileAnswer(), request({ range: "bytes=10-19" }));
  expect(response.status).toBe(206);
  expect(response.headers.get("content-range")).toBe("bytes 10-19/1000");
  expect(await bodyOf(response)).toEqual([...bytes.subarray(10, 20)]);
});

test("a part beyond the end is refused", () => {
  const response = mediaResponse(fileAnswer(), request({ range: "bytes=1000-" }));
  expect(response.status).toBe(416);
  expect(response.headers.get("content-range")).toBe("bytes */1000");
});

test("what the page has already is not sent again", async () => {
  const response = mediaResponse(fileAnswer(), request({ "if-none-match": '"1"' }));
  expect(response.status).toBe(304);
  expect(await bodyOf(response)).toEqual([]);
});

test("a picture opened as a document can run and load nothing", () => {
  const policy = mediaResponse(fileAnswer(), request()).headers.get("content-security-policy");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("sandbox");
});
