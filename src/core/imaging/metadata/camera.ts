import type { Camera } from "../../../contract/photos.ts";
import { number, text, type WrittenTags } from "./written-tags.ts";

export function readCamera(tags: WrittenTags): Camera {
  const facts = {
    make: text(tags, "exif Make"),
    model: text(tags, "exif Model"),
    lens: text(tags, "exif LensModel") ?? text(tags, "xmp aux:Lens"),
    exposureSeconds: positive(number(tags, "exif ExposureTime")),
    apertureFNumber: positive(number(tags, "exif FNumber")),
    iso: positive(number(tags, "exif ISOSpeedRatings")),
    focalLengthMillimetres: positive(number(tags, "exif FocalLength")),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Camera;
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}
