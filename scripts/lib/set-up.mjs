import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";

/** Everything a fresh clone lacks: dependencies, then the build. Quick when both are there. */
export async function setUp() {
  await ensureInstalled();
  await ensureBuilt();
}
