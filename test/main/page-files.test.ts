import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { answerPageFile, listPageFiles, type PageFiles } from "../../src/main/page-files.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";

let files: PageFiles;

beforeEach(async () => {
  const directory = await temporaryDirectory();
  const pages = join(directory, "renderer");
  await mkdir(join(pages, "assets"), { recursive: true });
  await writeFile(join(directory, "secret.html"), "secret");
  await writeFile(join(pages, "index.html"), '<meta name="nonce" content="__SHOEBOX_NONCE__">');
  await writeFile(join(pages, "assets", "index-1a2b.js"), "export {};");
  await writeFile(join(pages, "assets", "index-1a2b.js.map"), "{}");
  files = listPageFiles(pages);
});

test("the start page has a policy whose nonce is the document's, another at each load", async () => {
  const [first, second] = [await answerPageFile(files, "/"), await answerPageFile(files, "/")];
  const html = await first.text();
  const nonce = /content="([^"]+)"/.exec(html)?.[1];
  expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
  expect(first.headers.get("content-security-policy")).toContain(`style-src 'self' 'nonce-${nonce}'`);
  expect(first.headers.get("content-security-policy")).not.toContain("unsafe");
  expect(await second.text()).not.toBe(html);
});

test("a script has the type of one", async () => {
  const response = await answerPageFile(files, "/assets/index-1a2b.js");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
});

test.each([
  "/../secret.html",
  "/%2e%2e/secret.html",
  "/assets/../../secret.html",
  "/assets\\..\\..\\secret.html",
  "/assets/",
  "/assets/index-1a2b.js.map",
  "/missing.js",
  "//index.html",
])("%s is not found", async (pathname) => {
  expect((await answerPageFile(files, pathname)).status).toBe(404);
});
