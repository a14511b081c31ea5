import { thumbHashToAverageRGBA, thumbHashToDataURL } from "thumbhash";

const mostKept = 2000;
/** So much of a frame may go into blurs; what is left over gets its mean colour first and its blur when there is time. */
const budgetMillis = 6;

const kept = new Map<number, string>();
let frame = 0;
let spentMillis = 0;

/** The picture's mean colour: cheap enough for every tile of a fling. */
export function meanColourOf(hash: Uint8Array): string | undefined {
  if (hash.length < 5) return undefined;
  const { r, g, b } = thumbHashToAverageRGBA(hash);
  return `rgb(${Math.round(r * 255)} ${Math.round(g * 255)} ${Math.round(b * 255)})`;
}

/** The blur as an image address; undefined when this frame has no time left for it. */
export function blurOf(assetId: number, hash: Uint8Array): string | undefined {
  const known = kept.get(assetId);
  if (known !== undefined || hash.length < 5) return known;
  if (spentMillis > budgetMillis) return undefined;
  const started = performance.now();
  const url = thumbHashToDataURL(hash);
  spend(performance.now() - started);
  kept.set(assetId, url);
  if (kept.size > mostKept) kept.delete(kept.keys().next().value as number);
  return url;
}

function spend(millis: number): void {
  spentMillis += millis;
  if (frame !== 0) return;
  frame = requestAnimationFrame(() => {
    frame = 0;
    spentMillis = 0;
  });
}
