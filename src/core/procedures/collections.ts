import { ShoeboxError } from "../errors.ts";
import { api } from "./base.ts";

const later = (): never => {
  throw new ShoeboxError("NOT_SUPPORTED_HERE");
};

export const collectionsRouter = {
  list: api.collections.list.handler(later),
  create: api.collections.create.handler(later),
  stats: api.collections.stats.handler(later),
  photos: api.collections.photos.handler(later),
  rename: api.collections.rename.handler(later),
  setOwnInQdrant: api.collections.setOwnInQdrant.handler(later),
  addPhotos: api.collections.addPhotos.handler(later),
  removePhotos: api.collections.removePhotos.handler(later),
  merge: api.collections.merge.handler(later),
  split: api.collections.split.handler(later),
  delete: api.collections.delete.handler(later),
  export: api.collections.export.handler(later),
  import: api.collections.import.handler(later),
};
