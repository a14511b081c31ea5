import { openCatalog } from "../../src/core/catalog/index.ts";

// A process of its own that opens a catalog and keeps it until it is killed.
openCatalog(process.argv[2] as string);
process.send?.("open");
setInterval(() => {}, 1000);
