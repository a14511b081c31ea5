import { drawDifferences } from "./differences.ts";

export interface DifferenceRequest {
  id: number;
  firstAddress: string;
  secondAddress: string;
  width: number;
  height: number;
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

/** Decodes, scales and subtracts here, so that the page never waits for it. */
scope.onmessage = ({ data }) => {
  differ(data).then(
    (answer) => scope.postMessage(answer, [answer.picture]),
    () => scope.postMessage({ id: data.id, failed: true }),
  );
};

async function differ({ id, firstAddress, secondAddress, width, height }: DifferenceRequest) {
  const [first, second] = await Promise.all(
    [firstAddress, secondAddress].map((address) => pixelsOf(address, width, height)),
  );
  if (!first || !second) throw new Error("Two pictures are needed.");
  const out = new ImageData(width, height);
  const differingShare = drawDifferences(first, second, out.data);
  return { id, picture: await createImageBitmap(out), differingShare };
}

async function pixelsOf(address: string, width: number, height: number): Promise<Uint8ClampedArray> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  const bitmap = await createImageBitmap(await response.blob(), {
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: "high",
  });
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("No canvas.");
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, width, height).data;
}
