import { ContextBridgeEnd } from "./context-bridge-end.ts";

/** Runs in the page's own world before anything of the page. */
export default function startMainWorld(nonce: string): void {
  new ContextBridgeEnd(nonce, "main");
}
