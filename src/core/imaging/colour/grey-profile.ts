import type { Transfer } from "./transfer.ts";
import { gamma } from "./transfer.ts";

const headerBytes = 128;
const mostTags = 256;

/**
 * The curve of an ICC profile of greys: a signal -> light. Undefined for a profile of anything else, and for a curve of
 * a kind that is not read.
 * Source: ICC.1:2022, 10.6 (curveType) and 10.18 (parametricCurveType).
 */
export function greyTransferOf(profile: Uint8Array): Transfer | undefined {
  const bytes = Buffer.from(profile.buffer, profile.byteOffset, profile.byteLength);
  if (bytes.length < headerBytes + 4 || bytes.toString("latin1", 16, 20) !== "GRAY") return undefined;
  const count = Math.min(bytes.readUInt32BE(headerBytes), mostTags);
  for (let at = headerBytes + 4; at + 12 <= bytes.length && at < headerBytes + 4 + count * 12; at += 12) {
    if (bytes.toString("latin1", at, at + 4) !== "kTRC") continue;
    const start = bytes.readUInt32BE(at + 4);
    return start + 12 <= bytes.length ? curveAt(bytes.subarray(start)) : undefined;
  }
  return undefined;
}

function curveAt(bytes: Buffer): Transfer | undefined {
  const type = bytes.toString("latin1", 0, 4);
  if (type === "para") return parametric(bytes);
  if (type !== "curv") return undefined;
  const count = bytes.readUInt32BE(8);
  if (count === 0) return (signal) => signal;
  if (bytes.length < 12 + count * 2) return undefined;
  if (count === 1) return gamma(bytes.readUInt16BE(12) / 256);
  return (signal) => {
    const place = Math.min(1, Math.max(0, signal)) * (count - 1);
    const before = Math.min(Math.floor(place), count - 2);
    const [low, high] = [bytes.readUInt16BE(12 + before * 2), bytes.readUInt16BE(14 + before * 2)];
    return (low + (high - low) * (place - before)) / 0xffff;
  };
}

/** How many parameters each kind has. */
const parameterCounts = [1, 3, 4, 5, 7];

function parametric(bytes: Buffer): Transfer | undefined {
  const kind = bytes.readUInt16BE(8);
  const count = parameterCounts[kind];
  if (count === undefined || bytes.length < 12 + count * 4) return undefined;
  const parameter = (index: number) => (index < count ? bytes.readInt32BE(12 + index * 4) / 65_536 : 0);
  const [g, a, b, c] = [parameter(0), count > 1 ? parameter(1) : 1, parameter(2), parameter(3)];
  // Kinds 1 and 2 go over into a constant where the power would be of less than nothing.
  if (kind < 3) return (signal) => (signal >= -b / a ? (a * signal + b) ** g : 0) + (kind === 2 ? c : 0);
  const [d, e, f] = [parameter(4), parameter(5), parameter(6)];
  return (signal) => (signal >= d ? (a * signal + b) ** g + e : c * signal + f);
}
