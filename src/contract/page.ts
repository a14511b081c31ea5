/** How the built page is handed out: the same by the desktop shell's protocol and by the local web server. */

/** Stands in the built page where each load gets a number of its own. */
export const noncePlaceholder = "__SHOEBOX_NONCE__";

/** Of the files a built page may have, by the ending of their names. Others (source maps, say) are not handed out. */
export const pageContentTypes: Readonly<Record<string, string>> = {
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

/**
 * What the page may load: its own files, nothing from elsewhere, no inline script. Style elements that the page makes
 * while it runs carry the nonce, a number used for one load only.
 * @param webSocketHost where the page's connection goes: some browsers do not count WebSockets as 'self'
 */
export function pageContentPolicy(nonce: string, webSocketHost?: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    webSocketHost === undefined ? "connect-src 'self'" : `connect-src 'self' ws://${webSocketHost}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** For everything that is not the page: nothing in it may run or load. */
export const inertContentPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
