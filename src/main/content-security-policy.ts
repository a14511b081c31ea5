/**
 * What the page may load: its own files, nothing from elsewhere, no inline script. Style elements that the page makes
 * while it runs carry the nonce, a number used for one load only.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** For everything that is not the page: nothing in it may run or load. */
export const inertContentPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
