import type { ModelInput, ModelText } from "../../manifest/schema.ts";

/** What a folder in one of the two layouts says of its model, before its ONNX files are looked into. */
export interface OwnLayout {
  /** Relative to the folder, with forward slashes. */
  files: { visionModel: string; textModel: string; tokenizer: string; tokenizerConfig: string | undefined };
  /** As its configuration has it; the vision tower may say that its input has a size of its own. */
  input: ModelInput;
  text: Pick<ModelText, "contextLength" | "padding" | "padId" | "lowerCase">;
  /** Where the configuration names it. */
  dimensions: number | undefined;
}
