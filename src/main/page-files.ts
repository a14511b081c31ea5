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

/** The answer to a request for a file of the page; 404 for an address that is not one. */
export async function answerPageFile(files: PageFiles, pathname: string): Promise<Response> {
  const path = files.get(pathname);
  if (path === undefined) return new Response("Not found", { status: 404 });
  return new Response(await readFile(path), {
    headers: {
      "content-type": contentTypes[extname(path)] ?? "application/octet-stream",
      "content-security-policy": contentSecurityPolicy,
      "cross-origin-opener-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
  });
}
