import { resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import type { Core } from "../../core/index.ts";
import { hasDisplay, openInBrowser } from "../file-manager.ts";
import { listenForInterruption } from "../interruption.ts";
import { type CommonOptions, wholeNumber, withCommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { addressFromElsewhere, hostNameIn, isLoopback } from "../serve/address.ts";
import { withCore } from "../with-core.ts";

interface ServeOptions extends CommonOptions {
  port?: number;
  host: string;
  allowHost: string[];
  open?: boolean;
}

export function defineServe(program: Command): void {
  const command = program
    .command("serve")
    .description("show the app in a browser on this machine")
    .argument("[dir...]", "folders to add to the library")
    .option("--port <n>", "port to listen on (default: 4117, or a free one)", wholeNumber(0, 65_535))
    .option("--host <addr>", "address to listen on", "127.0.0.1")
    .option(
      "--allow-host <name>",
      "a name of this machine by which it may be asked, beside its own (repeatable)",
      collectHostName,
      [],
    )
    .option("--open", "open the browser, where there is a display");
  withCommonOptions(command).action(serve);
}

/** @throws commander's error for what is no name */
function collectHostName(text: string, names: string[]): string[] {
  const name = hostNameIn(text);
  if (name !== undefined) return [...names, name];
  throw new InvalidArgumentError(
    "Give the name alone, without http:// and port, and each name by itself: photos.example.org",
  );
}

/** Where nothing can be kept the app is there for looking; that, `withCore` has said. */
async function addFolders(core: Core, directories: string[]): Promise<void> {
  if (core.hindrance()) await printNote("The folders that were named are not added.");
  else await core.client.jobs.index({ directories: directories.map((path) => resolve(path)) });
}

async function serve(directories: string[], options: ServeOptions): Promise<void> {
  const { prepareSite, startWebServer } = await import("../serve/web-server.ts");
  const { host, port, json, allowHost: allowedHosts } = options;
  const site = prepareSite();
  const interruption = listenForInterruption();
  // On another machine's screen, or on none, "show in folder" would open a window that nobody there sees.
  const canReveal = isLoopback(host) && hasDisplay();
  await withCore(
    options,
    async (core) => {
      await core.resumeInterrupted();
      if (directories.length > 0) await addFolders(core, directories);
      await core.startWatching();
      const server = await startWebServer(core, { ...site, host, port, allowedHosts });
      if (json) await printJson({ url: server.url, port: server.port, token: server.token });
      else await printText(`Shoebox is at ${server.url} (Ctrl-C stops it)`);
      const elsewhere = addressFromElsewhere(host, server.port);
      if (elsewhere) await printNote(`From other machines: ${elsewhere}/?token=${server.token}`);
      if (!isLoopback(host)) {
        await printNote(
          "Everyone on this network who knows that address can see the photos, and it is not encrypted.",
        );
      }
      if (options.open && hasDisplay()) await openInBrowser(server.url).catch(() => {});
      await interruption.requested;
      await server.close();
    },
    { canReveal },
  );
  interruption.stopListening();
}
