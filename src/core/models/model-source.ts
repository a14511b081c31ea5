import { readClipModel } from "./clip-model.ts";
import { readManifest } from "./manifest.ts";

/** The models of this installation. */
export function modelSource(directory?: string) {
  return {
    async open(id: string) {
      const entry = (await readManifest(directory)).find((model) => model.id === id);
      return entry && readClipModel(entry);
    },
    shippedId: async () => (await readManifest(directory))[0]?.id,
  };
}
