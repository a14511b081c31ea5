import type { TiffLayout } from "./layout.ts";

type ReadSample = (view: DataView, at: number, isLittleEndian: boolean) => number;

/** By sample format and bits. Integers are shares of the most that they can hold; what is below zero is black. */
const readers: Record<string, ReadSample> = {
  "1.8": (view, at) => view.getUint8(at) / 0xff,
  "1.16": (view, at, little) => view.getUint16(at, little) / 0xffff,
  "1.32": (view, at, little) => view.getUint32(at, little) / 0xffffffff,
  "1.64": (view, at, little) => Number(view.getBigUint64(at, little)) / 2 ** 64,
  "2.8": (view, at) => view.getInt8(at) / 0x7f,
  "2.16": (view, at, little) => view.getInt16(at, little) / 0x7fff,
  "2.32": (view, at, little) => view.getInt32(at, little) / 0x7fffffff,
  "2.64": (view, at, little) => Number(view.getBigInt64(at, little)) / 2 ** 63,
  "3.16": (view, at, little) => view.getFloat16(at, little),
  "3.32": (view, at, little) => view.getFloat32(at, little),
  "3.64": (view, at, little) => view.getFloat64(at, little),
};

/** Undefined for numbers of a kind that is not read. */
export function sampleReader({ sampleFormat, bitsPerSample }: TiffLayout): ReadSample | undefined {
  // 4 is "undefined", which everybody takes for unsigned.
  return readers[`${sampleFormat === 4 ? 1 : sampleFormat}.${bitsPerSample}`];
}
