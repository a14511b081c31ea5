import { randomBytes } from "node:crypto";

/** Sent with every answer: nothing is framed, sniffed, embedded by other origins or told to other sites. */
export const commonHeaders = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), usb=(), payment=()",
  "X-Frame-Options": "DENY",
};

/** For everything that is not the page: nothing in it may run or load. */
export const inertContentPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** A fresh number used once, for the style elements that the page makes while it runs. */
export function createNonce(): string {
  return randomBytes(16).toString("base64");
}

/** @param host the checked Host header: some browsers do not count WebSockets as 'self' */
export function pageContentPolicy(host: string, nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src 'self' ws://${host}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
