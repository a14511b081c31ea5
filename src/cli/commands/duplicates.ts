import { type Command, InvalidArgumentError } from "commander";
import { type Rules, rulesSchema } from "../../contract/cleaning.ts";
import { type DuplicateGroup, type DuplicateTier, duplicateTiers } from "../../contract/duplicates.ts";
import type { CleanUpOutcome, CleanUpPreview } from "../../contract/index.ts";
import type { Core } from "../../core/index.ts";
import { usageError } from "../errors.ts";
import { countOf, escapeControlCharacters, formatBytes, formatCount } from "../format.ts";
import { type CommonOptions, withCommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { readJsonFile } from "../read-json-file.ts";
import { formatTable } from "../table.ts";
import { withCore } from "../with-core.ts";

interface ListOptions extends CommonOptions {
  tier?: DuplicateTier;
  minConfidence: number;
}

interface ResolveOptions extends CommonOptions {
  rules: string;
  dryRun?: boolean;
  apply?: boolean;
}

export function defineDuplicates(program: Command): void {
  const command = program
    .command("duplicates")
    .description("list photos that are the same, in groups, with the copy to keep first")
    .option("--tier <tier>", `only ${duplicateTiers.join(", ")}`, tierName)
    .option("--min-confidence <x>", "only groups at least so sure, 0 to 1", confidence, 0);
  withCommonOptions(command).action(list);
  const resolve = command
    .command("resolve")
    .description("move the copies that the rules do not keep to the trash")
    .requiredOption(
      "--rules <file>",
      "rules as JSON: order, preferredFolders, protectedFolders, tiers, minConfidence",
    )
    .option("--dry-run", "only say what would happen")
    .option("--apply", "do it");
  // Options before the command's name belong to the command above it.
  withCommonOptions(resolve).action((_, self: Command) => resolveByRules(self.optsWithGlobals()));
}

function tierName(value: string): DuplicateTier {
  const tier = duplicateTiers.find((known) => known === value);
  if (tier) return tier;
  throw new InvalidArgumentError(`Expected one of ${duplicateTiers.join(", ")}.`);
}

function confidence(value: string): number {
  const number = value.trim() === "" ? Number.NaN : Number(value);
  if (number >= 0 && number <= 1) return number;
  throw new InvalidArgumentError("Expected a number, 0 to 1.");
}

const pageSize = 1000;

async function list({ tier, minConfidence, ...options }: ListOptions): Promise<void> {
  const groups = await withCore(options, async (core) => {
    await core.compareAll();
    const found: DuplicateGroup[] = [];
    for (;;) {
      const query = { minConfidence, limit: pageSize, offset: found.length, ...(tier ? { tier } : {}) };
      const page = await core.client.duplicates.list(query);
      found.push(...page.groups);
      if (page.groups.length < pageSize) return found;
    }
  });
  if (options.json) return printJson({ groups: groups.map(groupDocument) });
  if (groups.length === 0) return printNote("There are no duplicates.");
  for (const group of groups) await printText(`${groupText(group)}\n`);
  const bytes = groups.reduce((sum, { bytesToWin }) => sum + bytesToWin, 0);
  await printNote(`${countOf(groups.length, "group")}, ${formatBytes(bytes)} to win.`);
}

function groupDocument({ id, tier, confidence: sure, bytesToWin, keep, members }: DuplicateGroup) {
  return {
    id,
    tier,
    confidence: sure,
    bytesToWin,
    keep,
    members: members.map(({ path, assetId, reason }) => ({ path, assetId, reason })),
  };
}

const tierNames: Record<DuplicateTier, string> = {
  identical: "Identical files",
  "same-picture": "Same picture",
  "same-moment": "Same moment",
};

function groupText({ tier, confidence: sure, bytesToWin, members }: DuplicateGroup): string {
  const space = bytesToWin > 0 ? `, ${formatBytes(bytesToWin)} to win` : "";
  const title = `${tierNames[tier]} (${Math.round(100 * sure)} % sure${space})`;
  const lines = members.map(({ path, reason }) => `  ${escapeControlCharacters(path)}\n    ${reason}`);
  return [title, ...lines].join("\n");
}

async function resolveByRules({ rules: file, dryRun, apply, ...options }: ResolveOptions): Promise<void> {
  if (Boolean(dryRun) === Boolean(apply)) throw usageError("Expected either --dry-run or --apply.");
  const rules = await readRules(file);
  await withCore(options, async (core) => {
    await core.compareAll();
    if (dryRun) await printPreview(await core.client.duplicates.preview({ rules }), options);
    else await applyRules(core, rules, options);
  });
}

async function readRules(file: string): Promise<Rules> {
  const what = `The rules in ${file}`;
  const parsed = rulesSchema.safeParse(await readJsonFile(file, what));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw usageError(`${what} cannot be understood: ${issues.join("; ")}`);
}

async function printPreview(preview: CleanUpPreview, { json }: CommonOptions): Promise<void> {
  if (json) return printJson(preview);
  const columns = (title: string) => [
    { title: "Groups", align: "right" as const },
    { title: "Files", align: "right" as const },
    { title: "Space", align: "right" as const },
    { title },
  ];
  const row = ({ groups, files, bytes }: { groups: number; files: number; bytes: number }, name: string) => [
    formatCount(groups),
    formatCount(files),
    formatBytes(bytes),
    name,
  ];
  if (preview.files > 0) {
    const tiers = preview.byTier.map((line) => row(line, restsOn(line)));
    await printText(`${formatTable(columns("Rests on"), tiers)}\n`);
    const rules = preview.byRule.filter(({ files }) => files > 0).map((line) => row(line, line.rule));
    await printText(`${formatTable(columns("Decided by"), rules)}\n`);
  }
  for (const { path, keptPath, reason, partOf } of preview.moves) {
    const kept =
      partOf === null ? `\n  ${reason}; kept: ${escapeControlCharacters(keptPath)}` : `\n  goes with it`;
    await printText(`${escapeControlCharacters(path)}${kept}`);
  }
  for (const { path, message } of preview.left)
    await printText(`stays: ${escapeControlCharacters(path)}: ${escapeControlCharacters(message)}`);
  const left =
    preview.left.length === 0 ? "" : ` ${countOf(preview.left.length, "copy", "copies")} would stay.`;
  await printNote(
    `${countOf(preview.files, "file")}, ${formatBytes(preview.bytes)} would go to the trash.${left} Nothing was touched.`,
  );
}

function restsOn({ tier, leastConfidence }: CleanUpPreview["byTier"][number]): string {
  const name = tierNames[tier].toLowerCase();
  if (tier === "identical") return name;
  return `${name}, ${leastConfidence < 1 ? "at least " : ""}${Math.floor(100 * leastConfidence)} % sure`;
}

async function applyRules(core: Core, rules: Rules, { json }: CommonOptions): Promise<void> {
  const outcome = await core.client.duplicates.resolve({ rules });
  if (json) await printJson(outcome);
  else await printOutcome(outcome);
  if (outcome.moved === 0 && outcome.refused.length > 0) process.exitCode = 1;
}

async function printOutcome({
  batchId,
  moved,
  bytes,
  refused,
  foldersBesideRoots,
}: CleanUpOutcome): Promise<void> {
  await printText(`${countOf(moved, "file")}, ${formatBytes(bytes)} moved to the trash.`);
  for (const folder of foldersBesideRoots) {
    await printText(`A disk has no trash of its own: its files are in ${escapeControlCharacters(folder)}.`);
  }
  for (const { path, message } of refused)
    await printNote(`stays: ${escapeControlCharacters(path)}: ${message}`);
  if (batchId !== null) await printNote(`\`shoebox undo ${batchId}\` puts them back.`);
}
