import { drawDifferences } from "./differences.ts";

export interface DifferenceRequest {
  id: number;
  /** Both of the size that is asked for; they are the worker's from now on. */
  first: ImageBitmap;
  second: ImageBitmap;
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

async function differ({ id, first, second }: DifferenceRequest) {
  const { width, height } = first;
  const out = new ImageData(width, height);
  const differingShare = drawDifferences(pixelsOf(first), pixelsOf(second), out.data);
  return { id, picture: await createImageBitmap(out), differingShare };
}

function pixelsOf(bitmap: ImageBitmap): Uint8ClampedArray {
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("No canvas.");
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, width, height).data;
}
