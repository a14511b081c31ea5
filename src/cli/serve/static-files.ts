import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { noncePlaceholder, pageContentPolicy, pageContentTypes } from "../../contract/page.ts";
import { CommandError } from "../errors.ts";
import { createNonce } from "./headers.ts";
import { type Exchange, isNotModified, respond } from "./respond.ts";

/** The page's files by their address: what is not in here cannot be asked for, however the address is written. */
export type StaticFiles = Map<string, StaticFile>;

interface StaticFile {
  body: Buffer;
  contentType: string;
  etag: string;
}

const pageAddress = "/";
/** Vite puts a hash of the content into these files' names. */
const hashedFilesPrefix = "/assets/";

/** Reads the built page into memory, a megabyte or two: a build made meanwhile does not mix with it. */
export function readStaticFiles(directory: string): StaticFiles {
  if (!existsSync(join(directory, "index.html"))) {
    throw new CommandError(
      "NOT_SUPPORTED_HERE",
      `The page is not built: ${directory}. Run \`npm run build\``,
    );
  }
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files: StaticFiles = new Map(
    paths.map((path) => [`/${relative(directory, path).split(sep).join("/")}`, readStaticFile(path)]),
  );
  const page = files.get("/index.html");
  files.delete("/index.html");
  return page ? files.set(pageAddress, page) : files;
}

function readStaticFile(path: string): StaticFile {
  const body = readFileSync(path);
  return {
    body,
    contentType: pageContentTypes[extname(path)] ?? "application/octet-stream",
    etag: `"${createHash("sha256").update(body).digest("base64url")}"`,
  };
}

/** Answers when the address is one of the page's files; false when it is not. */
export function respondStatic(exchange: Exchange, address: string, files: StaticFiles): boolean {
  const file = files.get(address);
  if (!file) return false;
  if (address === pageAddress) respondPage(exchange, file);
  else respondAsset(exchange, address, file);
  return true;
}

function respondPage(exchange: Exchange, { body, contentType }: StaticFile): void {
  const nonce = createNonce();
  const headers = {
    "Content-Type": contentType,
    "Content-Security-Policy": pageContentPolicy(nonce, exchange.request.headers.host ?? ""),
    "Cache-Control": "no-store",
  };
  respond(exchange, 200, headers, body.toString("utf8").replaceAll(noncePlaceholder, nonce));
}

function respondAsset(exchange: Exchange, address: string, { body, contentType, etag }: StaticFile): void {
  const isImmutable = address.startsWith(hashedFilesPrefix);
  const headers = {
    "Content-Type": contentType,
    ETag: etag,
    "Cache-Control": isImmutable ? "private, max-age=31536000, immutable" : "private, no-cache",
  };
  if (isNotModified(exchange.request, etag)) respond(exchange, 304, headers);
  else respond(exchange, 200, headers, body);
}
