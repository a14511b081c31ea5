/**
 * One line for the person, on stderr: stdout belongs to what was asked for.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** An end that needs no stack: its message says what is wrong and what to do. */
export class SetupError extends Error {
  name = "SetupError";
}

/**
 * Runs a script's main function and leaves with its exit code.
 * @param {() => Promise<number>} main
 */
export async function exitWith(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    say(error instanceof SetupError ? `shoebox: ${error.message}` : `shoebox: ${error?.stack ?? error}`);
    process.exitCode = 1;
  }
}
