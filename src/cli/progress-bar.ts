import { formatBytes, formatCount, formatSeconds } from "./format.ts";

export interface Progress {
  /** What is being done: "Indexing". */
  phase: string;
  done: number;
  /** null while it is still being counted. */
  total: number | null;
  perSecond: number;
  secondsLeft: number | null;
  /** What is counted; photos where nothing else is said. */
  unit?: "photos" | "bytes";
}

export interface ProgressBar {
  show(progress: Progress): void;
  /** Takes the bar away, so that what follows starts on a clean line. */
  clear(): void;
}

const barWidth = 24;
const clearLine = "\r\u001b[K";

/** A bar on a terminal's last line; nothing at all where the stream is no terminal, or one without a cursor. */
export function createProgressBar(stream: NodeJS.WriteStream = process.stderr): ProgressBar {
  if (!stream.isTTY || process.env.TERM === "dumb") return { show: () => {}, clear: () => {} };
  return {
    show: (progress) => {
      // One column stays free: some terminals wrap when the last one is written.
      stream.write(clearLine + progressLine(progress).slice(0, (stream.columns || 80) - 1));
    },
    clear: () => {
      stream.write(clearLine);
    },
  };
}

/** `Indexing [######------------------] 1,234 of 4,800, 31.2 photos/s, 1 min 54 s left` */
export function progressLine(progress: Progress): string {
  const { phase, done, total, secondsLeft, unit = "photos" } = progress;
  const format = unit === "bytes" ? formatBytes : formatCount;
  const fraction = total === null || total === 0 ? 0 : Math.min(done / total, 1);
  const filled = Math.round(fraction * barWidth);
  const bar = total === null ? "" : ` [${"#".repeat(filled)}${"-".repeat(barWidth - filled)}]`;
  const facts = [
    total === null ? format(done) : `${format(done)} of ${format(total)}`,
    speedOf(progress),
    secondsLeft === null ? "" : `${formatSeconds(secondsLeft)} left`,
  ];
  return `${phase}${bar} ${facts.filter(Boolean).join(", ")}`;
}

function speedOf({ perSecond, unit }: Progress): string {
  if (perSecond <= 0) return "";
  return unit === "bytes" ? `${formatBytes(Math.round(perSecond))}/s` : `${perSecond.toFixed(1)} photos/s`;
}
