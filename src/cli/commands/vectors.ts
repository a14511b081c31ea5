import type { Command } from "commander";
import type { VectorsCheck, VectorsStatus } from "../../contract/index.ts";
import type { Core } from "../../core/index.ts";
import { isConfirmed } from "../confirm.ts";
import { countOf, escapeControlCharacters, formatCount } from "../format.ts";
import { listenForInterruption } from "../interruption.ts";
import { type CommonOptions, withCommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { formatFacts, formatTable } from "../table.ts";
import { vectorFacts } from "../vectors-words.ts";
import { withCore } from "../with-core.ts";
import { followSending, use } from "./vectors-use.ts";

/** Where photos are looked up by what they look like: in the library's own folder, or in a Qdrant server. */
export function defineVectors(program: Command): void {
  const vectors = program
    .command("vectors")
    .description("choose where photos are looked up: the library's own index, or a Qdrant server");
  const define = (name: string, description: string) =>
    withCommonOptions(vectors.command(name).description(description));
  withCommonOptions(
    vectors.command("status", { isDefault: true }).description("which store is in use, and how far it is"),
  ).action(status);
  define("use", "change over to another store, once it has all photos")
    .argument("<store>", "`qdrant` or `embedded`")
    .option("--url <url>", "of the Qdrant server: http://HOST:6333 (default: SHOEBOX_QDRANT_URL)")
    .option("--api-key-file <file>", "a file with the server's key (default: SHOEBOX_QDRANT_API_KEY)")
    .option("--collection <name>", "one that libraries share; the library's own where it is left out")
    .option("--no-wait", "do not wait: the app goes on with it")
    .action(use);
  define("cancel", "leave the store in use in use").action(cancel);
  define("verify", "compare the store with the catalog: counts, photos both ways, 200 vectors by value")
    .option("--repair", "send what is missing or differs, take out what is unknown")
    .action(verify);
  define("rebuild", "make the store in use anew from the catalog").action(rebuild);
  define("drop", "take this library's photos out of the Qdrant server, and forget it and its key")
    .option("--yes", "do not ask")
    .action(drop);
}

async function status(options: CommonOptions): Promise<void> {
  await printStatus(await withCore(options, readStatus), options);
}

/** A server is asked when the library opens: a moment later it is known whether it is there. */
async function readStatus({ client, vectorsTried }: Core): Promise<VectorsStatus> {
  await vectorsTried();
  return client.vectors.status();
}

async function printStatus(answer: VectorsStatus, options: CommonOptions): Promise<void> {
  if (options.json) return printJson(answer);
  await printText(formatFacts(vectorFacts(answer)));
  const { qdrant } = answer;
  if (qdrant?.trouble) await printNote(escapeControlCharacters(qdrant.trouble.message));
  if (qdrant?.refusal) {
    const them = `${countOf(qdrant.refused, "photo")} of them ${qdrant.refused === 1 ? "is" : "are"} not taken`;
    await printNote(`${them}: ${escapeControlCharacters(qdrant.refusal.message)}`);
  }
}

async function cancel(options: CommonOptions): Promise<void> {
  await printStatus(await withCore(options, ({ client }) => client.vectors.cancelUse()), options);
}

async function verify({ repair = false, ...options }: CommonOptions & { repair?: boolean }): Promise<void> {
  const check = await withCore(options, ({ client }) => client.vectors.verify({ repair }));
  if (options.json) await printJson(check);
  else await printCheck(check);
  if (isDifferent(check) && !check.isRepaired) process.exitCode = 1;
}

function isDifferent({ missing, unknown, differing }: VectorsCheck): boolean {
  return missing + unknown + differing > 0;
}

const differenceWords = { missing: "missing", unknown: "unknown here", differs: "differs" } as const;

async function printCheck(check: VectorsCheck): Promise<void> {
  await printText(
    formatFacts([
      ["Photos", formatCount(check.photos)],
      ["In the store", formatCount(check.stored)],
      ["Missing", formatCount(check.missing)],
      ["Unknown here", formatCount(check.unknown)],
      ["Differing", `${formatCount(check.differing)} of ${countOf(check.compared, "vector")} compared`],
    ]),
  );
  if (check.differences.length > 0) {
    const rows = check.differences.map(({ kind, sha256, path }) => [
      differenceWords[kind],
      sha256.slice(0, 16),
      escapeControlCharacters(path ?? ""),
    ]);
    await printText(formatTable([{ title: "What" }, { title: "SHA-256" }, { title: "Path" }], rows));
  }
  if (!isDifferent(check)) await printText("They are the same.");
  else if (check.isRepaired) await printText("Repaired.");
  else await printNote("`shoebox vectors verify --repair` mends it.");
}

async function rebuild(options: CommonOptions): Promise<void> {
  const interruption = listenForInterruption();
  const answer = await withCore(options, async (core) => {
    await core.client.vectors.rebuild();
    return followSending(core, interruption.signal);
  });
  interruption.stopListening();
  await printStatus(answer, options);
  process.exitCode = interruption.exitCode() ?? 0;
}

async function drop({ yes = false, ...options }: CommonOptions & { yes?: boolean }): Promise<void> {
  const question = "Take this library's photos out of the server? The library itself keeps everything.";
  const otherwise = "vectors drop asks first: give --yes.";
  if (!yes && !(await isConfirmed(question, otherwise, options))) return printNote("Nothing was done.");
  await printStatus(await withCore(options, ({ client }) => client.vectors.drop()), options);
}
