import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";

export interface SecondInstance {
  argv: string[];
  workingDirectory: string;
  additionalData: unknown;
}

const pollMillis = 50;

/** The lock of `app.requestSingleInstanceLock`: one process per user data directory; others leave it a note. */
export class SingleInstance {
  readonly #directory: string;

  private constructor(directory: string) {
    this.#directory = directory;
  }

  /** Undefined when another living process holds the lock: that one then hears of this start. */
  static request(userData: string, additionalData: unknown): SingleInstance | undefined {
    const directory = join(userData, "single-instance");
    mkdirSync(directory, { recursive: true });
    const lockPath = join(directory, "holder");
    if (isHeldByAnother(lockPath)) {
      const note = { argv: process.argv, workingDirectory: process.cwd(), additionalData };
      const notePath = join(directory, `${process.pid}.note`);
      writeFileSync(`${notePath}.new`, serialize(note));
      renameSync(`${notePath}.new`, notePath);
      return undefined;
    }
    writeFileSync(lockPath, String(process.pid));
    return new SingleInstance(directory);
  }

  watch(heard: (second: SecondInstance) => void): void {
    const look = () => {
      for (const name of readdirSync(this.#directory).filter((entry) => entry.endsWith(".note"))) {
        const path = join(this.#directory, name);
        const note = deserialize(readFileSync(path)) as SecondInstance;
        rmSync(path);
        heard(note);
      }
    };
    setInterval(look, pollMillis).unref();
  }

  release(): void {
    rmSync(join(this.#directory, "holder"), { force: true });
  }
}

function isHeldByAnother(lockPath: string): boolean {
  try {
    const processId = Number(readFileSync(lockPath, "utf8"));
    return processId !== process.pid && process.kill(processId, 0);
  } catch {
    return false;
  }
}
