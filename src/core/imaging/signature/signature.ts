import { type CosineHash, cosineHash, hashSidePixels } from "./cosine-hash.ts";
import { findLandmarks, type Landmark } from "./landmarks.ts";
import { lumaOf, type Plane, type RgbPixels, resizePlane } from "./plane.ts";

/** Changed whenever the same picture would give another signature. */
export const signatureVersion = 1;

/** More find more copies, and cost memory and time for all: see bench/duplicates.ts. */
export const landmarkLimit = 24;

/** What a picture is found again by. About 350 bytes when packed. */
export interface Signature {
  /** Of the whole picture, squeezed into a square. */
  whole: CosineHash;
  landmarks: Landmark[];
}

/**
 * @param pixels uint8 [height, width, 3], sRGB, upright, at any size: copies of different sizes are told by the same
 */
export function signatureOf(pixels: RgbPixels): Signature {
  const luma = lumaOf(pixels);
  return { whole: wholeHashOf(luma), landmarks: findLandmarks(luma, landmarkLimit) };
}

function wholeHashOf(luma: Plane): CosineHash {
  return cosineHash(resizePlane(luma, hashSidePixels, hashSidePixels).data);
}

const headBytes = 12;
const landmarkBytes = 14;
/** Positions and radii are parts of the long side. */
const unit = 65_535;

/** Little-endian: low, high, energy (float32), then for each landmark low, high and x, y, radius in 1/65535. */
export function packSignature({ whole, landmarks }: Signature): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headBytes + landmarks.length * landmarkBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, whole.low, true);
  view.setUint32(4, whole.high, true);
  view.setFloat32(8, whole.energy, true);
  for (const [index, landmark] of landmarks.entries()) {
    const at = headBytes + index * landmarkBytes;
    view.setUint32(at, landmark.low, true);
    view.setUint32(at + 4, landmark.high, true);
    view.setUint16(at + 8, Math.round(landmark.x * unit), true);
    view.setUint16(at + 10, Math.round(landmark.y * unit), true);
    view.setUint16(at + 12, Math.round(landmark.radius * unit), true);
  }
  return bytes;
}

/** @throws RangeError for bytes that are no packed signature */
export function unpackSignature(bytes: Uint8Array): Signature {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = (bytes.byteLength - headBytes) / landmarkBytes;
  if (!Number.isInteger(count) || count < 0) {
    throw new RangeError(`Expected a packed signature but received ${bytes.byteLength} bytes`);
  }
  const landmarks = Array.from({ length: count }, (_, index) => {
    const at = headBytes + index * landmarkBytes;
    return {
      low: view.getUint32(at, true),
      high: view.getUint32(at + 4, true),
      x: view.getUint16(at + 8, true) / unit,
      y: view.getUint16(at + 10, true) / unit,
      radius: view.getUint16(at + 12, true) / unit,
    };
  });
  const whole = {
    low: view.getUint32(0, true),
    high: view.getUint32(4, true),
    energy: view.getFloat32(8, true),
  };
  return { whole, landmarks };
}
