// `npm run build`: installs what is missing and builds out/ anew.
import { build } from "./lib/build.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { exitWith } from "./lib/say.mjs";

await exitWith(async () => {
  await ensureInstalled();
  await build();
  return 0;
});
