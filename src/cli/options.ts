import { type Command, InvalidArgumentError } from "commander";

/** What every command knows. */
export interface CommonOptions {
  library?: string;
  json?: boolean;
}

export interface PageOptions extends CommonOptions {
  limit: number;
  offset: number;
}

export function withCommonOptions(command: Command): Command {
  return command
    .option("--library <dir>", "where the library lies (default: SHOEBOX_LIBRARY, else your data directory)")
    .option("--json", "answer with one JSON document");
}

export function withPageOptions(command: Command, defaultLimit: number): Command {
  return withCommonOptions(command)
    .option("--limit <n>", "how many to show", wholeNumber(1, 1000), defaultLimit)
    .option("--offset <n>", "how many to leave out before them", wholeNumber(0), 0);
}

/** Reads an option's value as a whole number of this range; anything else is wrong usage. */
export function wholeNumber(minimum: number, maximum?: number): (value: string) => number {
  return (value) => {
    const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= minimum && number <= (maximum ?? number)) return number;
    const range = maximum === undefined ? `${minimum} or more` : `${minimum} to ${maximum}`;
    throw new InvalidArgumentError(`Expected a whole number, ${range}.`);
  };
}

/** Reads an argument as the number of a photo; anything else is wrong usage. */
export function assetIdArgument(value: string): number {
  if (/^[1-9]\d{0,14}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("Expected the id of a photo, as `shoebox search` shows it.");
}
