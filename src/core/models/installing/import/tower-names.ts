/** What exporters append for a kind of number; the first that is there is taken: full precision before the small ones. */
export const precisionSuffixes = [
  "",
  "_quantized",
  "_int8",
  "_uint8",
  "_fp16",
  "_q4",
  "_bnb4",
  "_q4f16",
] as const;

/** Where an ONNX file of this name may lie in a folder laid out as transformers.js has it. */
export function towerNames(tower: string): string[] {
  return ["onnx/", ""].flatMap((folder) =>
    precisionSuffixes.map((suffix) => `${folder}${tower}${suffix}.onnx`),
  );
}
