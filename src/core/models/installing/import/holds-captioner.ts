import { firstThere } from "./read-source.ts";
import { towerNames } from "./tower-names.ts";

/** Files that no model has which finds photos. */
export const blipDecoderNames = towerNames("text_decoder");
export const transformersDecoderNames = towerNames("decoder_model_merged");

export async function holdsCaptioner(directory: string): Promise<boolean> {
  return (await firstThere(directory, [...blipDecoderNames, ...transformersDecoderNames])) !== undefined;
}
