import type { Command, Option } from "commander";

const commandsWithQuery = new WeakSet<Command>();

/** Marks a command whose last arguments are a query, which may begin with a minus: `shoebox search beach -snow`. */
export function takesQuery(command: Command): Command {
  commandsWithQuery.add(command);
  return command;
}

/**
 * The same command line with the words of its query behind "--", where options end: what begins with a single minus and
 * is no option of the command is a part of the query.
 */
export function withQueryLast(program: Command, args: readonly string[]): string[] {
  let command = program;
  let depth = 0;
  for (; depth < args.length; depth++) {
    const next = command.commands.find((each) => each.name() === args[depth]);
    if (!next) break;
    command = next;
  }
  if (!commandsWithQuery.has(command)) return [...args];
  const { options, words } = parted(command, args.slice(depth));
  return [...args.slice(0, depth), ...options, ...(words.length > 0 ? ["--", ...words] : [])];
}

function parted(command: Command, args: readonly string[]) {
  const options: string[] = [];
  const words: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const argument = args[at] ?? "";
    if (argument === "--") {
      words.push(...args.slice(at + 1));
      break;
    }
    const option = optionNamed(command, argument);
    // An unknown one with two is for the command to refuse.
    if (!option && !argument.startsWith("--")) words.push(argument);
    else options.push(argument);
    const value = args[at + 1];
    if (option?.required && value !== undefined) {
      options.push(value);
      at++;
    }
  }
  return { options, words };
}

/** Help is an option of every command, and none of its list. */
function optionNamed(command: Command, argument: string): Pick<Option, "required"> | undefined {
  if (argument === "-h") return { required: false };
  return command.options.find(({ short, long }) => argument === short || argument === long);
}
