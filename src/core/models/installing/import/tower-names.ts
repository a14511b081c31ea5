/** What exporters append for a kind of number; the first that is there is taken: full precision before the small ones. */
const suffixes = ["", "_quantized", "_int8", "_uint8", "_fp16", "_q4", "_bnb4", "_q4f16"];

/** Where an ONNX file of this name may lie in a folder laid out as transformers.js has it. */
export function towerNames(tower: string): string[] {
  return ["onnx/", ""].flatMap((folder) => suffixes.map((suffix) => `${folder}${tower}${suffix}.onnx`));
}
