import { readFileSync } from "node:fs";
import { InstalledModels } from "../../src/core/models/installing/installed-models.ts";
import { ModelInstaller } from "../../src/core/models/installing/model-installer.ts";

// A process of its own that installs a model until it is killed, and says how far it is.
const { libraryDirectory, mirror, entry } = JSON.parse(readFileSync(process.argv[2] as string, "utf8"));
const installed = new InstalledModels(libraryDirectory, { directory: "/nowhere", models: [entry] });
const installer = new ModelInstaller({
  installed,
  mirror: () => mirror,
  onChange: (id) => process.send?.(installer.progress(id)?.bytesDone ?? 0),
});
installer.install(entry.id);
setInterval(() => {}, 1000);
