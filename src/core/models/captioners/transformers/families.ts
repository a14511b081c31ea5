import type { TransformersEntry } from "../../manifest/schema.ts";
import type { Family } from "./family.ts";
import { florence2 } from "./florence2.ts";
import { idefics3 } from "./idefics3.ts";
import { qwen2Vl } from "./qwen2-vl.ts";

export const families: Record<TransformersEntry["family"], Family> = {
  florence2,
  idefics3,
  qwen2_vl: qwen2Vl,
};
