import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { CommandError } from "./errors.ts";

/** Shows a file in the system's file manager. Programs are started without a shell: a path is an argument. */
export function revealInFileManager(path: string): Promise<void> {
  if (process.platform === "darwin") return startDetached("open", ["-R", path]);
  if (process.platform === "win32") {
    // Explorer has its own way with quotes, which Node's would break; no Windows path can hold one.
    return startDetached("explorer.exe", [`/select,"${path}"`], { windowsVerbatimArguments: true });
  }
  // There is no custom on Linux for marking the file itself that every desktop follows.
  return openOnDesktop(dirname(path));
}

/** Opens an address in the default browser. */
export function openInBrowser(url: string): Promise<void> {
  if (process.platform === "darwin") return startDetached("open", [url]);
  if (process.platform === "win32")
    return startDetached("rundll32.exe", ["url.dll,FileProtocolHandler", url]);
  return openOnDesktop(url);
}

/** Whether there is a screen to show something on. */
export function hasDisplay(): boolean {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function openOnDesktop(target: string): Promise<void> {
  // Without a display xdg-open falls back to programs that take over the terminal.
  if (!hasDisplay()) throw new CommandError("NOT_SUPPORTED_HERE", "This machine has no display");
  await startDetached("xdg-open", [target]);
}

async function startDetached(
  command: string,
  args: string[],
  options: { windowsVerbatimArguments?: boolean } = {},
): Promise<void> {
  // A name with bytes that are not UTF-8 cannot be handed to another program from here.
  if (!args.every((argument) => argument.isWellFormed())) {
    throw new CommandError("NOT_SUPPORTED_HERE", "This file's name cannot be passed on");
  }
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, detached: true, stdio: "ignore" });
    child.once("error", () =>
      reject(new CommandError("NOT_SUPPORTED_HERE", `${command} could not be started`)),
    );
    child.once("spawn", () => {
      child.unref();
      resolve();
    });
  });
}
