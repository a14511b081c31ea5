import { type Command, InvalidArgumentError } from "commander";
import { isRuleOn, leaveOutOf, leaveOutRules, ownPatterns } from "../../contract/index.ts";
import { escapeControlCharacters } from "../format.ts";
import { type CommonOptions, withCommonOptions } from "../options.ts";
import { printJson, printText } from "../output.ts";
import { type Column, formatTable } from "../table.ts";
import { withCore } from "../with-core.ts";

interface LeaveOutOptions extends CommonOptions {
  on?: string[];
  off?: string[];
  add?: string[];
  remove?: string[];
}

export function defineLeaveOut(program: Command): void {
  const command = program
    .command("leave-out")
    .description(
      "list the rules for what is left out of the library, and change them; the next index follows",
    )
    .option("--on <rule...>", "switch these rules on", ruleIds)
    .option("--off <rule...>", "switch these rules off", ruleIds)
    .option("--add <pattern...>", "leave this out too, in the syntax of .gitignore")
    .option("--remove <pattern...>", "take back what --add did");
  withCommonOptions(command).action(leaveOut);
}

function ruleIds(value: string, before: string[] | undefined): string[] {
  const known = leaveOutRules.map(({ id }) => id);
  if (known.includes(value)) return [...(before ?? []), value];
  throw new InvalidArgumentError(`Expected one of ${known.join(", ")}.`);
}

async function leaveOut({
  on = [],
  off = [],
  add = [],
  remove = [],
  ...options
}: LeaveOutOptions): Promise<void> {
  const saved = await withCore(options, async ({ client }) => {
    const { settings } = await client.settings.get();
    if (on.length + off.length + add.length + remove.length === 0) return settings.leaveOut;
    const before = leaveOutRules.filter((rule) => isRuleOn(rule, settings.leaveOut)).map(({ id }) => id);
    const ids = new Set([...before, ...on].filter((id) => !off.includes(id)));
    const own = [...ownPatterns(settings.leaveOut), ...add].filter((pattern) => !remove.includes(pattern));
    const changed = leaveOutOf(ids, [...new Set(own)]);
    return (await client.settings.set({ leaveOut: changed })).settings.leaveOut;
  });
  const rules = leaveOutRules.map((rule) => ({ ...rule, isOn: isRuleOn(rule, saved) }));
  const own = ownPatterns(saved);
  if (options.json) return printJson({ rules, own });
  await printText(
    formatTable(
      columns,
      rules.map(({ id, isOn, name }) => [isOn ? "on" : "off", id, name]),
    ),
  );
  if (own.length > 0) await printText(`\nYour own rules\n${own.map(escapeControlCharacters).join("\n")}`);
}

const columns: Column[] = [{ title: "" }, { title: "Rule" }, { title: "What it leaves out" }];
