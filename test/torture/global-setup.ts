import { ensureBuilt } from "../helpers/built.ts";

/** What is killed is the command line as it is built. */
export default ensureBuilt;
