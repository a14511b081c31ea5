import { expect, test } from "vitest";
import { requireKnownKeys, StrictEmitter, strict } from "./stand-in/strict.ts";
import { requireSafePreferences } from "./stand-in/web-preferences.ts";

test("a member that the stand-in lacks cannot be read, called or set", () => {
  const app = strict("app", { name: "Shoebox" }) as { name: string; dock?: { hide(): void } };
  expect(app.name).toBe("Shoebox");
  expect(() => app.dock).toThrow("does not know app.dock");
  expect(() => {
    app.dock = { hide: () => {} };
  }).toThrow("does not know app.dock");
});

test("an event that the stand-in does not know cannot be listened for", () => {
  const emitter = new StrictEmitter("app", ["ready"]);
  emitter.on("ready", () => {});
  expect(() => emitter.once("raedy", () => {})).toThrow('the event "raedy" of app');
});

test("an option that the stand-in does not act on is not passed over", () => {
  expect(() => requireKnownKeys("options", { title: "x", vibrancy: "dark" }, ["title"])).toThrow(
    "options.vibrancy",
  );
});

const safe = { preload: "/out/preload/index.cjs", devTools: false };

test("safe preferences pass", () => {
  expect(requireSafePreferences(safe, true)).toEqual({ preload: safe.preload });
});

test.each([
  { sandbox: false },
  { contextIsolation: false },
  { nodeIntegration: true },
  { nodeIntegrationInWorker: true },
  { nodeIntegrationInSubFrames: true },
  { webSecurity: false },
  { allowRunningInsecureContent: true },
  { experimentalFeatures: true },
  { webviewTag: true },
  { navigateOnDragDrop: true },
  { devTools: true },
  { enableRemoteModule: true },
])("a window with %j is refused", (preference) => {
  expect(() => requireSafePreferences({ ...safe, ...preference }, true)).toThrow("webPreferences.");
});

test("so is one in an app that does not force the sandbox on", () => {
  expect(() => requireSafePreferences(safe, false)).toThrow("enableSandbox");
});
