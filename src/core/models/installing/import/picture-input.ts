import { z } from "zod";
import type { ModelInput } from "../../manifest/schema.ts";
import { readSourceJson } from "./read-source.ts";

const channels = z.array(z.number()).length(3);
const side = z.number().int().positive();
const sizeSchema = z.union([
  side.transform((edge) => ({ shortestEdge: edge })),
  z.object({ shortest_edge: side }).transform((size) => ({ shortestEdge: size.shortest_edge })),
  z.object({ width: side, height: side }),
]);
const areaSchema = z.union([
  side.transform((edge) => ({ width: edge, height: edge })),
  z.object({ width: side, height: side }),
]);
/** Pillow's numbers of its filters. */
const filterSchema = z.union([z.literal(3), z.literal(2)], {
  error: "only bicubic (3) and bilinear (2) are known",
});

const preprocessorSchema = z.object({
  size: sizeSchema,
  crop_size: areaSchema.optional(),
  do_center_crop: z.boolean().optional(),
  do_rescale: z.boolean().default(true),
  rescale_factor: z.number().default(1 / 255),
  do_normalize: z.boolean().default(true),
  image_mean: channels.default([0, 0, 0]),
  image_std: channels.default([1, 1, 1]),
  resample: filterSchema.default(3),
});

/**
 * How a picture becomes a model's input, as Hugging Face's preprocessor_config.json says it.
 * @throws MODEL_MISSING, MODEL_CORRUPT, PERMISSION_DENIED, UNREADABLE
 */
export async function readPictureInput(directory: string, name: string): Promise<ModelInput> {
  return inputOf(await readSourceJson(directory, name, preprocessorSchema));
}

function inputOf(preprocessor: z.output<typeof preprocessorSchema>): ModelInput {
  const { size, crop_size, do_center_crop = crop_size !== undefined } = preprocessor;
  const colours = {
    filter: preprocessor.resample === 3 ? ("bicubic" as const) : ("bilinear" as const),
    rescaleFactor: preprocessor.do_rescale ? preprocessor.rescale_factor : 1,
    mean: preprocessor.do_normalize ? preprocessor.image_mean : [0, 0, 0],
    standardDeviation: preprocessor.do_normalize ? preprocessor.image_std : [1, 1, 1],
  };
  if (!("shortestEdge" in size)) return { ...size, resize: "squash", ...colours };
  const { shortestEdge } = size;
  const area = (do_center_crop ? crop_size : undefined) ?? { width: shortestEdge, height: shortestEdge };
  return { ...area, resize: "crop", shortestEdge, ...colours };
}
