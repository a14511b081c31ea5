import type { DemoDrawing } from "../core/index.ts";

/** For the core. The picture-drawer brings hundreds of drawings that few sessions need: loaded when one does. */
export async function drawDemoPhotos(drawing: DemoDrawing): Promise<void> {
  const { writeDemoLibrary } = await import("../demo/index.ts");
  await writeDemoLibrary(drawing);
}
