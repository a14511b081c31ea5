import { endQuietlyOnClosedPipe } from "./output.ts";
import { run } from "./program.ts";

/** Long enough for threads to end by themselves; a command that has answered must not hang on one that does not. */
const lingerMillis = 3000;

endQuietlyOnClosedPipe();
process.exitCode = await run(process.argv.slice(2));
setTimeout(() => process.exit(), lingerMillis).unref();
