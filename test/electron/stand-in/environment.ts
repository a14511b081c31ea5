/** The machine that the stand-in pretends: how this start was asked for, and the screen it has. */
export interface Display {
  id: number;
  bounds: { x: number; y: number; width: number; height: number };
  workArea: { x: number; y: number; width: number; height: number };
}

/** One screen with a bar at its top, as large as Chromium's own (see chromium.ts). */
export const displays: readonly [Display] = [
  {
    id: 1,
    bounds: { x: 0, y: 0, width: 1920, height: 1080 },
    workArea: { x: 0, y: 24, width: 1920, height: 1056 },
  },
];

/** `--name=value` and `--name` before the first `--`, as Chromium reads them. */
export const switches: ReadonlyMap<string, string> = readSwitches(process.argv);

function readSwitches(argv: string[]): Map<string, string> {
  const separator = argv.indexOf("--");
  const found = new Map<string, string>();
  for (const argument of separator === -1 ? argv : argv.slice(0, separator)) {
    const match = /^--([^=]+)(?:=(.*))?$/.exec(argument);
    if (match?.[1]) found.set(match[1], match[2] ?? "");
  }
  return found;
}
