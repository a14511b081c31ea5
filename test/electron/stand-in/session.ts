import { strict } from "./strict.ts";

type PermissionRequestHandler = (
  contents: unknown,
  permission: string,
  callback: (isGranted: boolean) => void,
  details: object,
) => void;
type PermissionCheckHandler = (
  contents: unknown,
  permission: string,
  origin: string,
  details: object,
) => boolean;
type BeforeRequestListener = (details: object, callback: (answer: { cancel?: boolean }) => void) => void;

/** Electron's name of a permission -> Chromium's, for those that a page can be given through DevTools. */
export const permissionNames: Record<string, string | string[]> = {
  "clipboard-read": "clipboard-read",
  "clipboard-sanitized-write": "clipboard-write",
  "display-capture": "display-capture",
  geolocation: "geolocation",
  "idle-detection": "idle-detection",
  "local-fonts": "local-fonts",
  media: ["camera", "microphone"],
  midi: "midi",
  notifications: "notifications",
  "persistent-storage": "persistent-storage",
  "screen-wake-lock": "screen-wake-lock",
  sensors: "accelerometer",
  "storage-access": "storage-access",
  "window-management": "window-management",
};

class Session {
  #requestHandler: PermissionRequestHandler | null = null;
  #checkHandler: PermissionCheckHandler | null = null;
  #beforeRequest: BeforeRequestListener | null = null;

  readonly webRequest = strict("session.webRequest", {
    onBeforeRequest: (listener: BeforeRequestListener | null) => {
      this.#beforeRequest = listener;
    },
  });

  setPermissionRequestHandler(handler: PermissionRequestHandler | null): void {
    this.#requestHandler = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheckHandler | null): void {
    this.#checkHandler = handler;
  }

  /** Devices (HID, serial, USB) cannot be had in a headless browser: nothing would ask this handler. */
  setDevicePermissionHandler(_handler: ((details: object) => boolean) | null): void {}

  /** As in Electron everything is granted where nobody says otherwise. */
  async isGranted(contents: unknown, permission: string, origin: string): Promise<boolean> {
    const details = { isMainFrame: true, requestingUrl: `${origin}/` };
    if (this.#checkHandler?.(contents, permission, origin, details) ?? true) return true;
    const handler = this.#requestHandler;
    if (!handler) return true;
    return new Promise((answer) => handler(contents, permission, answer, details));
  }

  async isCancelled(details: object): Promise<boolean> {
    const listener = this.#beforeRequest;
    if (!listener) return false;
    const { cancel } = await new Promise<{ cancel?: boolean }>((answer) => listener(details, answer));
    return cancel ?? false;
  }
}

export const realDefaultSession = new Session();
export const defaultSession = strict("session.defaultSession", realDefaultSession);
export const session = strict("session", { defaultSession });
