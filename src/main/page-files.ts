import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { noncePlaceholder, pageContentPolicy, pageContentTypes } from "../contract/page.ts";

/** Address (`/assets/index-1a2b.js`) -> file. Made once: an address can never lead outside of the folder. */
export type PageFiles = ReadonlyMap<string, string>;

/** Lists the built page. Files of a type that is not known here (source maps, say) are not served. */
export function listPageFiles(directory: string): PageFiles {
  const files = new Map<string, string>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !Object.hasOwn(pageContentTypes, extname(path))) continue;
    files.set(`/${relative(directory, path).split(sep).join("/")}`, path);
  }
  const startPage = files.get("/index.html");
  if (startPage) files.set("/", startPage);
  return files;
}

const commonHeaders = {
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** The answer to a request for a file of the page; 404 for an address that is not one. */
export async function answerPageFile(files: PageFiles, pathname: string): Promise<Response> {
  const path = files.get(pathname);
  if (path === undefined) return new Response("Not found", { status: 404 });
  const contentType = pageContentTypes[extname(path)] ?? "application/octet-stream";
  const headers = { "content-type": contentType, ...commonHeaders };
  if (extname(path) === ".html") return answerDocument(await readFile(path, "utf8"), headers);
  return new Response(await readFile(path), { headers });
}

function answerDocument(html: string, headers: Record<string, string>): Response {
  const nonce = randomBytes(16).toString("base64");
  return new Response(html.replaceAll(noncePlaceholder, nonce), {
    headers: { ...headers, "content-security-policy": pageContentPolicy(nonce) },
  });
}
