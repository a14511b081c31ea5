import { ContextBridgeEnd } from "./context-bridge-end.ts";
import { DroppedFiles } from "./dropped-files.ts";
import { IpcRenderer } from "./ipc-renderer.ts";
import { PagePorts } from "./page-ports.ts";
import { decodeClone, encodeClone } from "./structured-clone-codec.ts";
import type { FromPreload, ToPreload, WindowOpenDetails } from "./web-contents.ts";

declare function shoeboxStandInSend(text: string): void;

type PreloadScript = (
  require: (name: string) => unknown,
  process: object,
  exports: object,
  module: object,
  ...globals: unknown[]
) => void;

/** Runs the preload script in the isolated world, with no more than Electron's sandbox gives it. */
export default function startPreloadWorld(
  nonce: string,
  process: object,
  preloadPath: string,
  script: PreloadScript,
): void {
  const send = (message: FromPreload) => shoeboxStandInSend(encodeClone(message));
  const problem = (error: unknown) =>
    send({ kind: "problem", message: String((error as Error)?.stack ?? error) });
  const ipcRenderer = new IpcRenderer(send);
  const ports = new PagePorts(send, problem);
  const files = new DroppedFiles();
  const bridge = new ContextBridgeEnd(nonce, "preload");

  const receive = (text: string) => {
    const message = decodeClone(text) as ToPreload;
    if (message.kind === "reply") ipcRenderer.settle(message);
    else if (message.kind === "dropping") files.expect(message.paths);
    else if (message.kind === "message") {
      ipcRenderer.deliver(message.channel, message.parameters, ports.open(message.portIds));
    } else ports.receive(message);
  };
  Object.assign(globalThis, { shoeboxStandInReceive: receive });
  window.addEventListener(`${nonce}:window-open`, (event) => {
    send({ kind: "window-open", ...(event as CustomEvent<WindowOpenDetails>).detail });
  });

  const electron = strict("electron", {
    contextBridge: strict("contextBridge", {
      exposeInMainWorld: (key: string, api: unknown) => bridge.expose(key, api),
    }),
    ipcRenderer: strict("ipcRenderer", ipcRenderer),
    webUtils: strict("webUtils", { getPathForFile: (file: unknown) => files.pathOf(file) }),
  });
  const require = (name: string) => {
    if (["electron", "electron/common", "electron/renderer"].includes(name)) return electron;
    throw new Error(`module not found: ${name}`);
  };
  try {
    const exports = {};
    script(require, strict("process", process), exports, { exports });
  } catch (error) {
    console.error(`Unable to load preload script: ${preloadPath}`, error);
    problem(error);
  }
}

/** As in the main process, but for objects whose methods need no binding by name. */
function strict<Target extends object>(name: string, target: Target): Target {
  return new Proxy(target, {
    get(object, key) {
      if (typeof key === "string" && !(key in object)) {
        throw new Error(`The stand-in for Electron does not know ${name}.${key}.`);
      }
      const value = Reflect.get(object, key, object);
      return typeof value === "function" ? value.bind(object) : value;
    },
  });
}
