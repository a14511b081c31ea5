import { formatName, type PictureFormat } from "../../imaging/format.ts";
import { type Choice, choiceKind } from "./choices.ts";

/** Extensions and other names of each. */
const namesOf: Record<PictureFormat, string[]> = {
  jpeg: ["jpg", "jpe", "jfif"],
  png: ["apng"],
  webp: [],
  avif: [],
  tiff: ["tif"],
  gif: [],
  heic: ["heif", "hif"],
  jxl: ["jpegxl", "jpeg xl"],
  bmp: ["bitmap", "dib"],
  svg: [],
  psd: ["photoshop", "psb"],
  raw: ["dng", "cr2", "cr3", "crw", "nef", "arw", "raf", "orf", "rw2", "pef", "srw", "x3f", "mrw"],
  jpeg2000: ["jp2", "j2k", "jpf", "jpx", "jpeg 2000"],
  ico: ["icon"],
  pnm: ["ppm", "pgm", "pbm", "pam"],
  hdr: ["radiance", "rgbe"],
};

const formats = Object.entries(namesOf) as [PictureFormat, string[]][];

export const format = choiceKind({
  name: "format",
  aliases: ["filetype", "ext", "extension"],
  purpose: "format of the file",
  expected: "a format such as jpeg, heic or raw",
  isOfferedForWords: true,
  choices: formats.map(
    ([name, aliases]): Choice => ({
      name,
      aliases,
      label: formatName(name),
      filter: { kind: "is", field: "format", values: [name] },
    }),
  ),
  known: ({ name, label }, { vocabulary }) => {
    const known = vocabulary.valuesOf("format");
    const isThere = known.length === 0 || known.some(({ value }) => value === name);
    return isThere ? {} : { nothing: `No photo is in the format ${label}.` };
  },
});
