import { seededRandom } from "./random.ts";

type Random = () => number;

/** The ways in which files go bad: on disks, on the way, and on purpose. */
const ways: ((bytes: Buffer, random: Random) => Buffer)[] = [
  (bytes, random) => flip(bytes, random, 1),
  (bytes, random) => flip(bytes, random, 16),
  (bytes, random) => flip(bytes.subarray(0), random, 4, Math.min(64, bytes.length)),
  (bytes, random) => bytes.subarray(0, Math.floor(random() * bytes.length)),
  (bytes, random) => fill(bytes, random, () => 0),
  (bytes, random) => fill(bytes, random, () => 0xff),
  (bytes, random) => fill(bytes, random, () => Math.floor(random() * 256)),
  (bytes, random) => {
    const at = Math.floor(random() * bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.floor(random() * bytes.length))]);
  },
  (bytes, random) => hugeNumber(bytes, random),
];

/** A file gone bad, always the same for the same seed. */
export function corrupted(bytes: Buffer, seed: number): Buffer {
  const random = seededRandom(seed);
  const way = ways[seed % ways.length] as (typeof ways)[number];
  return way(Buffer.from(bytes), random);
}

function flip(bytes: Buffer, random: Random, count: number, within = bytes.length): Buffer {
  for (let flipped = 0; flipped < count; flipped++) {
    const at = Math.floor(random() * within);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  }
  return bytes;
}

function fill(bytes: Buffer, random: Random, value: () => number): Buffer {
  const start = Math.floor(random() * bytes.length);
  const end = Math.min(bytes.length, start + 1 + Math.floor(random() * 64));
  for (let at = start; at < end; at++) bytes[at] = value();
  return bytes;
}

/** A length, a count or a size that promises the most there can be: in the header, where they are. */
function hugeNumber(bytes: Buffer, random: Random): Buffer {
  const at = Math.floor(random() * Math.min(256, Math.max(1, bytes.length - 4)));
  if (at + 4 <= bytes.length) bytes.writeUInt32BE(random() < 0.5 ? 0xffffffff : 0x7fffffff, at);
  return bytes;
}
