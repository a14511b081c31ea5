/** Light of a picture. */
export interface Plane {
  width: number;
  height: number;
  /** float32 [height, width], 0 to 255 */
  data: Float32Array;
}

/** Pixels as decoders give them. */
export interface RgbPixels {
  width: number;
  height: number;
  /** uint8 [height, width, 3], sRGB */
  data: Uint8Array;
}

/** Luma by the weights of ITU-R BT.601, as JPEG has it: a copy saved as JPEG keeps it best. */
export function lumaOf({ width, height, data }: RgbPixels): Plane {
  const luma = new Float32Array(width * height);
  for (let pixel = 0, offset = 0; pixel < luma.length; pixel++, offset += 3) {
    luma[pixel] =
      0.299 * (data[offset] as number) +
      0.587 * (data[offset + 1] as number) +
      0.114 * (data[offset + 2] as number);
  }
  return { width, height, data: luma };
}

/** Each new pixel is the mean of the area that it covers; enlarging repeats pixels. */
export function resizePlane(plane: Plane, width: number, height: number): Plane {
  const columns = resizeRows(plane.data, plane.width, plane.height, width);
  const turned = transpose(columns, width, plane.height);
  const rows = resizeRows(turned, plane.height, width, height);
  return { width, height, data: transpose(rows, height, width) };
}

/** [rows, from] -> [rows, to] */
function resizeRows(data: Float32Array, from: number, rows: number, to: number): Float32Array {
  const out = new Float32Array(rows * to);
  const ratio = from / to;
  for (let x = 0; x < to; x++) {
    const start = x * ratio;
    const end = Math.min(from, start + ratio);
    const first = Math.floor(start);
    const last = Math.min(from - 1, Math.ceil(end) - 1);
    const headWeight = (Math.min(first + 1, end) - start) / ratio;
    const tailWeight = last > first ? (end - last) / ratio : 0;
    for (let row = 0; row < rows; row++) {
      const base = row * from;
      let sum = headWeight * (data[base + first] as number);
      for (let column = first + 1; column < last; column++) sum += (data[base + column] as number) / ratio;
      if (tailWeight > 0) sum += tailWeight * (data[base + last] as number);
      out[row * to + x] = sum;
    }
  }
  return out;
}

/** [height, width] -> [width, height] */
function transpose(data: Float32Array, width: number, height: number): Float32Array {
  const out = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) out[x * height + y] = data[y * width + x] as number;
  }
  return out;
}

/**
 * Gaussian blur as two passes of a binomial-like kernel of finite length, edges repeated.
 * @param sigma in pixels; kernels reach 2.5 sigma
 */
export function blurPlane({ width, height, data }: Plane, sigma: number): Plane {
  const radius = Math.max(1, Math.ceil(2.5 * sigma));
  const kernel = Float32Array.from({ length: radius + 1 }, (_, at) =>
    Math.exp(-(at * at) / (2 * sigma * sigma)),
  );
  const total = kernel.reduce((sum, weight, at) => sum + (at === 0 ? weight : 2 * weight), 0);
  for (let at = 0; at <= radius; at++) kernel[at] = (kernel[at] as number) / total;
  const across = transpose(blurRows(data, width, height, kernel), width, height);
  return { width, height, data: transpose(blurRows(across, height, width, kernel), height, width) };
}

function blurRows(data: Float32Array, width: number, rows: number, kernel: Float32Array): Float32Array {
  const radius = kernel.length - 1;
  const out = new Float32Array(data.length);
  const padded = new Float32Array(width + 2 * radius);
  const centre = kernel[0] as number;
  for (let row = 0; row < rows; row++) {
    const base = row * width;
    padded.fill(data[base] as number, 0, radius);
    padded.set(data.subarray(base, base + width), radius);
    padded.fill(data[base + width - 1] as number, radius + width);
    for (let x = 0; x < width; x++) {
      const at = x + radius;
      let sum = centre * (padded[at] as number);
      for (let step = 1; step <= radius; step++) {
        sum += (kernel[step] as number) * ((padded[at - step] as number) + (padded[at + step] as number));
      }
      out[base + x] = sum;
    }
  }
  return out;
}

/** Half the size: means of two by two. */
export function halvePlane({ width, height, data }: Plane): Plane {
  const [halfWidth, halfHeight] = [width >> 1, height >> 1];
  const out = new Float32Array(halfWidth * halfHeight);
  for (let y = 0; y < halfHeight; y++) {
    for (let x = 0; x < halfWidth; x++) {
      const at = 2 * y * width + 2 * x;
      const upper = (data[at] as number) + (data[at + 1] as number);
      const lower = (data[at + width] as number) + (data[at + width + 1] as number);
      out[y * halfWidth + x] = (upper + lower) / 4;
    }
  }
  return { width: halfWidth, height: halfHeight, data: out };
}

/** Between four pixels; outside, the nearest of the edge. */
export function samplePlane({ width, height, data }: Plane, x: number, y: number): number {
  const clampedX = Math.min(Math.max(x, 0), width - 1);
  const clampedY = Math.min(Math.max(y, 0), height - 1);
  const left = Math.min(Math.floor(clampedX), Math.max(0, width - 2));
  const top = Math.min(Math.floor(clampedY), Math.max(0, height - 2));
  const [partX, partY] = [clampedX - left, clampedY - top];
  const at = top * width + left;
  const right = width > 1 ? 1 : 0;
  const below = height > 1 ? width : 0;
  const upper = (data[at] as number) * (1 - partX) + (data[at + right] as number) * partX;
  const lower = (data[at + below] as number) * (1 - partX) + (data[at + below + right] as number) * partX;
  return upper * (1 - partY) + lower * partY;
}
