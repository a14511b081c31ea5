import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { contentSecurityPolicy } from "./content-security-policy.ts";

/** Address (`/assets/index-1a2b.js`) -> file. Made once: an address can never lead outside of the folder. */
export type PageFiles = ReadonlyMap<string, string>;

const contentTypes: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/** Lists the built page. Files of a type that is not known here (source maps, say) are not served. */
export function listPageFiles(directory: string): PageFiles {
  const files = new Map<string, string>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !Object.hasOwn(contentTypes, extname(path))) continue;
    files.set(`/${relative(directory, path).split(sep).join("/")}`, path);
  }
  const startPage = files.get("/index.html");
  if (startPage) files.set("/", startPage);
  return files;
}

/** Stands in the built page where each load gets a number of its own. */
const noncePlaceholder = "__SHOEBOX_NONCE__";

const commonHeaders = {
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** The answer to a request for a file of the page; 404 for an address that is not one. */
export async function answerPageFile(files: PageFiles, pathname: string): Promise<Response> {
  const path = files.get(pathname);
  if (path === undefined) return new Response("Not found", { status: 404 });
  const contentType = contentTypes[extname(path)] ?? "application/octet-stream";
  const headers = { "content-type": contentType, ...commonHeaders };
  if (extname(path) === ".html") return answerDocument(await readFile(path, "utf8"), headers);
  return new Response(await readFile(path), { headers });
}

function answerDocument(html: string, headers: Record<string, string>): Response {
  const nonce = randomBytes(16).toString("base64");
  return new Response(html.replaceAll(noncePlaceholder, nonce), {
    headers: { ...headers, "content-security-policy": contentSecurityPolicy(nonce) },
  });
}
