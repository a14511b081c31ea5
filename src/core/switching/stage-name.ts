/** The stage that makes the vectors of the model with this key. */
export function stageNameOf(modelKey: string): string {
  return `embeddings:${modelKey}`;
}
