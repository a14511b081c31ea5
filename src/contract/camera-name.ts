import type { Camera } from "./photos.ts";

/** "Canon PowerShot A70": most makers repeat their name in the model's. */
export function cameraNameOf({ make = "", model = "" }: Camera): string {
  const [maker = ""] = make.split(" ");
  return model.toLowerCase().startsWith(maker.toLowerCase()) ? model : `${make} ${model}`.trim();
}
