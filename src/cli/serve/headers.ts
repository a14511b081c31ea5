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

/** A fresh number used once, for the style elements that the page makes while it runs. */
export function createNonce(): string {
  return randomBytes(16).toString("base64");
}
