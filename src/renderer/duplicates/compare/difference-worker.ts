import type { FrameMap } from "../../../contract/index.ts";
import { drawDifferences } from "./differences.ts";
import { canvasMatrix, coverageOf } from "./frame-map.ts";

export interface DifferenceRequest {
  id: number;
  /** As large as the picture that is asked for; both are the worker's from now on. */
  first: ImageBitmap;
  second: ImageBitmap;
  /** Where the second lies in the first; null: frame on frame, and both are of one size. */
  map: FrameMap | null;
}

export type DifferenceAnswer = { id: number } & (
  | { picture: ImageBitmap; differingShare: number }
  | { failed: true }
);

/** The part of a worker's global scope that is used here; the page's own types know only windows. */
const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<DifferenceRequest>) => void) | null;
  postMessage(answer: DifferenceAnswer, transfer?: Transferable[]): void;
};

/** Subtracts here, so that the page never waits for it. */
scope.onmessage = ({ data }) => {
  differ(data).then(
    (answer) => scope.postMessage(answer, [answer.picture]),
    () => scope.postMessage({ id: data.id, failed: true }),
  );
};

async function differ({ id, first, second, map }: DifferenceRequest) {
  const { width, height } = first;
  const out = new ImageData(width, height);
  const one = pixelsOf(first, width, height, null);
  const other = pixelsOf(second, width, height, map);
  const covered = map ? coverageOf(map, width, height) : undefined;
  const differingShare = drawDifferences(one, other, out.data, covered);
  return { id, picture: await createImageBitmap(out), differingShare };
}

function pixelsOf(bitmap: ImageBitmap, width: number, height: number, map: FrameMap | null) {
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("No canvas.");
  if (map) {
    context.imageSmoothingQuality = "high";
    context.setTransform(canvasMatrix(map, width, height));
    context.drawImage(bitmap, 0, 0, 1, 1);
  } else context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, width, height).data;
}
