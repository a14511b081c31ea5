import { openCatalog } from "../../src/core/catalog/index.ts";

// A process of its own that opens a catalog and keeps it until it is killed.
const catalog = openCatalog(process.argv[2] as string);
process.send?.("open");
// Held on to: SQLite's handles are closed with what nobody refers to any more.
setInterval(() => catalog.path, 1000);
