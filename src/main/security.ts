import { app, type Session, session, type WebContents } from "electron";
import { isAppAddress, isStartAddress } from "./addresses.ts";

/** "Copy path" puts text on the clipboard, when a person asks for it; nothing is ever read from there. */
const onlyPermission = "clipboard-sanitized-write";

/**
 * Holds every page to the one it was made for: no other document, no other window, no permission but one, no request to
 * anything but our own scheme. Call once the app is ready, before the first window.
 */
export function restrictPages(): void {
  app.on("web-contents-created", (_event, contents) => restrictContents(contents));
  restrictSession(session.defaultSession);
}

function restrictContents(contents: WebContents): void {
  contents.on("will-navigate", (details) => {
    if (!isStartAddress(details.url)) details.preventDefault();
  });
  contents.on("will-frame-navigate", (details) => {
    if (!details.isMainFrame) details.preventDefault();
  });
  contents.on("will-redirect", (details) => details.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
}

function restrictSession(pages: Session): void {
  pages.setPermissionRequestHandler((_contents, permission, callback) =>
    callback(permission === onlyPermission),
  );
  pages.setPermissionCheckHandler((_contents, permission) => permission === onlyPermission);
  pages.setDevicePermissionHandler(() => false);
  pages.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !isAllowedRequest(details.url) });
  });
}

/** `blob:` and `data:` are made by the page itself; `devtools:` can only be met where the tools may be opened. */
function isAllowedRequest(address: string): boolean {
  return isAppAddress(address) || /^(blob:shoebox:\/\/app\/|data:|devtools:)/.test(address);
}
