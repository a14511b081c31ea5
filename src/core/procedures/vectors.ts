import { ShoeboxError } from "../errors.ts";
import { api } from "./base.ts";

const later = (): never => {
  throw new ShoeboxError("NOT_SUPPORTED_HERE");
};

export const vectorsRouter = {
  status: api.vectors.status.handler(later),
  use: api.vectors.use.handler(later),
  cancelUse: api.vectors.cancelUse.handler(later),
  verify: api.vectors.verify.handler(later),
  rebuild: api.vectors.rebuild.handler(later),
  drop: api.vectors.drop.handler(later),
};
