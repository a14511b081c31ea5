/** How this start of the stand-in was asked for. */
export interface Displays {
  id: number;
  bounds: { x: number; y: number; width: number; height: number };
  workArea: { x: number; y: number; width: number; height: number };
}

export interface StandInEnvironment {
  /** `--name=value` and `--name` before the first `--`, as Chromium reads them. */
  switches: Map<string, string>;
  displays: Displays[];
  /** The theme of the system at the start. */
  isDark: boolean;
}

const oneDisplay: Displays = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 24, width: 1920, height: 1056 },
};

function readEnvironment(): StandInEnvironment {
  const separator = process.argv.indexOf("--");
  const candidates = separator === -1 ? process.argv : process.argv.slice(0, separator);
  const switches = new Map<string, string>();
  for (const argument of candidates) {
    const match = /^--([^=]+)(?:=(.*))?$/.exec(argument);
    if (match?.[1]) switches.set(match[1], match[2] ?? "");
  }
  const displays = process.env.STAND_IN_DISPLAYS;
  return {
    switches,
    displays: displays ? (JSON.parse(displays) as Displays[]) : [oneDisplay],
    isDark: process.env.STAND_IN_DARK === "1",
  };
}

export const environment = readEnvironment();
