import { ShoeboxError } from "../errors.ts";
import { api } from "./base.ts";

export const searchesRouter = {
  list: api.searches.list.handler(() => notYet()),
  save: api.searches.save.handler(() => notYet()),
  rename: api.searches.rename.handler(() => notYet()),
  move: api.searches.move.handler(() => notYet()),
  remove: api.searches.remove.handler(() => notYet()),
  export: api.searches.export.handler(() => notYet()),
  import: api.searches.import.handler(() => notYet()),
};

function notYet(): never {
  throw new ShoeboxError("NOT_SUPPORTED_HERE");
}
