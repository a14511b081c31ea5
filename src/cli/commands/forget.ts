import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { forgottenForDays } from "../../contract/forgotten-for-days.ts";
import type { Forgetting, Root, ShoeboxClient } from "../../contract/index.ts";
import { isConfirmed } from "../confirm.ts";
import { CommandError } from "../errors.ts";
import { countOf, escapeControlCharacters, formatCount } from "../format.ts";
import { type CommonOptions, withCommonOptions } from "../options.ts";
import { printJson, printText } from "../output.ts";
import { withChangingCore } from "../with-changing-core.ts";

interface ForgetOptions extends CommonOptions {
  yes?: boolean;
  undo?: boolean;
}

export function defineForget(program: Command): void {
  const command = program
    .command("forget")
    .description("take a folder out of the library; its files stay where they are")
    .argument("<dir>", "a folder of the library")
    .option("--yes", "do not ask")
    .option("--undo", `bring a folder back that was forgotten in the last ${forgottenForDays} days`);
  withCommonOptions(command).action(forget);
}

async function forget(directory: string, options: ForgetOptions): Promise<void> {
  await withChangingCore(options, async ({ client }) => {
    if (options.undo) await bringBack(client, directory, options);
    else await takeOut(client, directory, options);
  });
}

async function bringBack(client: ShoeboxClient, directory: string, { json }: ForgetOptions): Promise<void> {
  const { rootId } = find(await client.roots.forgotten(), directory, "forgotten folder of the library");
  const { path, photos, files } = await client.roots.recall({ rootId });
  if (json) return printJson({ rootId, path, photos, files, state: "recalled" });
  await printText(`${escapeControlCharacters(path)} is back, with ${countOf(photos, "photo")}.`);
}

async function takeOut(client: ShoeboxClient, directory: string, options: ForgetOptions): Promise<void> {
  const { roots } = await client.library.stats();
  const { rootId } = find(roots, directory, "folder of the library");
  const forgetting = await client.roots.forgetting({ rootId });
  if (!options.json) await printText(inWords(forgetting));
  if (!options.yes && !(await isConfirmed("Forget it?", "Forgetting needs a yes: add --yes.", options)))
    return printText("It stays.");
  await client.roots.forget({ rootId });
  if (options.json) return printJson({ ...forgetting, state: "forgotten" });
  await printText(`Forgotten. The same command with --undo brings it back for ${forgottenForDays} days.`);
}

function inWords({ path, photos, photosOnlyThere }: Forgetting): string {
  const shown = escapeControlCharacters(path);
  return `${shown}: ${countOf(photos, "photo")}, ${formatCount(photosOnlyThere)} of them only there. Its files stay where they are.`;
}

/** A folder may be gone, or on a disk that is: it is found by the path it has in the library. */
function find(roots: readonly Root[], directory: string, what: string): Root {
  const path = resolve(directory);
  const paths = [path, existsSync(path) ? realpathSync(path) : path];
  const found = roots.find((root) => paths.includes(root.path));
  if (found) return found;
  const message = `${path} is no ${what}: \`shoebox stats\` lists them.`;
  throw new CommandError("ROOT_NOT_FOUND", message);
}
