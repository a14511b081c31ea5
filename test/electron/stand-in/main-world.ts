import { ContextBridgeEnd } from "./context-bridge-end.ts";

/** Runs in the page's own world before anything of the page. */
export default function startMainWorld(nonce: string): void {
  new ContextBridgeEnd(nonce, "main");
  refuseWindows(nonce);
}

/**
 * `window.open` gives null where the shell refuses the window, as in Electron; Chromium would give one that is closed
 * a moment later. The shell is asked all the same, and must have refused.
 */
function refuseWindows(nonce: string): void {
  const dispatch = window.dispatchEvent.bind(window);
  window.open = (address = "", frameName = "", features = "") => {
    const url = new URL(address, location.href).href;
    dispatch(new CustomEvent(`${nonce}:window-open`, { detail: { url, frameName, features } }));
    return null;
  };
}
