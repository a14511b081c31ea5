import { requireKnownKeys } from "./strict.ts";

export interface WebPreferences {
  preload?: string;
  [name: string]: unknown;
}

/** The values without which a page could reach Node, and Electron's defaults for those that are left out. */
const safeValues: Record<string, { safe: unknown; byDefault: unknown }> = {
  sandbox: { safe: true, byDefault: true },
  contextIsolation: { safe: true, byDefault: true },
  nodeIntegration: { safe: false, byDefault: false },
  nodeIntegrationInWorker: { safe: false, byDefault: false },
  nodeIntegrationInSubFrames: { safe: false, byDefault: false },
  webSecurity: { safe: true, byDefault: true },
  allowRunningInsecureContent: { safe: false, byDefault: false },
  experimentalFeatures: { safe: false, byDefault: false },
  webviewTag: { safe: false, byDefault: false },
  navigateOnDragDrop: { safe: false, byDefault: false },
  devTools: { safe: false, byDefault: true },
};

const otherKeys = ["preload", "spellcheck"];

/** Fails for a window that would be opened with any unsafe preference, or one that the stand-in does not know. */
export function requireSafePreferences(
  preferences: WebPreferences,
  isSandboxForced: boolean,
): { preload: string } {
  requireKnownKeys("webPreferences", preferences, [...otherKeys, ...Object.keys(safeValues)]);
  for (const [name, { safe, byDefault }] of Object.entries(safeValues)) {
    const value = preferences[name] ?? byDefault;
    if (value !== safe)
      throw new Error(`webPreferences.${name} is ${String(value)} and must be ${String(safe)}.`);
  }
  if (!isSandboxForced) throw new Error("The app does not call app.enableSandbox().");
  if (preferences.preload === undefined) throw new Error("The window has no preload script.");
  return { preload: preferences.preload };
}
