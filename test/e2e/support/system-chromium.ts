import { existsSync } from "node:fs";

const executablePath = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path !== undefined && existsSync(path),
);

/** How Playwright starts the system's Chromium; without one it looks for a browser of its own. */
export const systemChromium = {
  ...(executablePath !== undefined && { executablePath }),
  // Chromium refuses its sandbox to root, which is what a container runs as.
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
};
