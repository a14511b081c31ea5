import { useEffect, useRef, useState } from "react";
import { type DuplicateMember, mediaPath } from "../../../contract/index.ts";
import type { Size } from "../../viewer/zoom.ts";
import styles from "../../viewer/zoom-stage.module.css";
import type { DifferenceAnswer, DifferenceRequest } from "./difference-worker.ts";
import { laidSize } from "./frame-map.ts";

/** Enough to see where two pictures differ; more only takes longer. */
const longSidePixels = 1600;

interface DifferencePictureProps {
  first: DuplicateMember;
  second: DuplicateMember;
  onShare(words: string): void;
}

/** Where two pictures differ, drawn by a worker. */
export function DifferencePicture({ first, second, onShare }: DifferencePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const answer = useDifference(first, second);
  useEffect(() => {
    onShare(wordsOf(answer, second.mapIntoKept !== null));
    if (!answer || !("picture" in answer) || !canvas.current) return;
    canvas.current.width = answer.picture.width;
    canvas.current.height = answer.picture.height;
    canvas.current.getContext("2d")?.drawImage(answer.picture, 0, 0);
  }, [answer, onShare, second.mapIntoKept]);
  return (
    <canvas
      ref={canvas}
      className={styles.layer}
      data-testid="difference"
      data-ready={answer !== undefined}
    />
  );
}

function wordsOf(answer: DifferenceAnswer | undefined, isPart: boolean): string {
  if (!answer) return "Comparing pixels…";
  if (!("picture" in answer)) return "One of the files cannot be reached: there is nothing to compare.";
  const percent = answer.differingShare * 100;
  if (percent === 0) return "No pixel differs visibly";
  const share = percent < 0.1 ? "Under 0.1" : percent.toFixed(percent < 10 ? 1 : 0);
  return isPart ? `${share} % of what both show differs` : `${share} % of the picture differs`;
}

function useDifference(first: DuplicateMember, second: DuplicateMember): DifferenceAnswer | undefined {
  const [answer, setAnswer] = useState<DifferenceAnswer>();
  const worker = useRef<Worker>(undefined);
  const lastId = useRef(0);
  useEffect(() => {
    const started = new Worker(new URL("./difference-worker.ts", import.meta.url), { type: "module" });
    started.onmessage = ({ data }: MessageEvent<DifferenceAnswer>) => {
      if (data.id === lastId.current) setAnswer(data);
    };
    worker.current = started;
    return () => started.terminate();
  }, []);
  const scale = Math.min(1, longSidePixels / Math.max(first.width, first.height));
  const width = Math.max(1, Math.round(first.width * scale));
  const height = Math.max(1, Math.round(first.height * scale));
  const [firstId, secondId] = [first.assetId, second.assetId];
  const map = second.mapIntoKept;
  useEffect(() => {
    lastId.current += 1;
    const id = lastId.current;
    setAnswer(undefined);
    // No finer than it is laid: drawing it smaller would skip pixels.
    const laid = map ? laidSize(map, width, height) : { width, height };
    Promise.all([bitmapOf(firstId, { width, height }), bitmapOf(secondId, laid)]).then(
      ([one, other]) => {
        if (id !== lastId.current) return;
        const request: DifferenceRequest = { id, first: one, second: other, map };
        worker.current?.postMessage(request, [one, other]);
      },
      () => id === lastId.current && setAnswer({ id, failed: true }),
    );
  }, [firstId, secondId, width, height, map]);
  return answer;
}

/** Fetched here, not in the worker, which may load nothing; browsers decode and scale blobs beside the page's thread. */
async function bitmapOf(assetId: number, { width, height }: Size): Promise<ImageBitmap> {
  const response = await fetch(mediaPath("preview", assetId));
  if (!response.ok) throw new Error(`The preview of ${assetId} answered ${response.status}.`);
  const options: ImageBitmapOptions = { resizeWidth: width, resizeHeight: height, resizeQuality: "medium" };
  return createImageBitmap(await response.blob(), options);
}
