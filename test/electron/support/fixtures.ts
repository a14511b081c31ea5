import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect } from "@playwright/test";
import sharp from "sharp";
import { launchShell } from "./launch-shell.ts";
import type { LaunchOptions, ShellUnderTest } from "./shell-under-test.ts";

export { expect };

export interface Launch {
  (options?: Partial<LaunchOptions>): Promise<ShellUnderTest>;
  /** For a start that is to end before it has a window: its exit code. */
  untilItEnds(options?: Partial<LaunchOptions>): Promise<number>;
}

interface Fixtures {
  /** A folder of this test's own, gone after it. */
  directory: string;
  /** Starts a shell; unless told otherwise all starts of a test share one user and one library. */
  launch: Launch;
  /** A shell that has just been started. */
  shell: ShellUnderTest;
  /** One shell for all tests that leave it as they found it. */
  shared: ShellUnderTest;
}

interface WorkerFixtures {
  /** A folder of six small photos. */
  photos: string;
  sharedShell: ShellUnderTest;
  /** The app that `shared` runs; Shoebox where nothing is said. */
  mainPath: string | undefined;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  directory: async ({}, use) => {
    const directory = await mkdtemp(join(tmpdir(), "shoebox-shell-"));
    await use(directory);
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  },

  launch: async ({ directory }, use) => {
    const shells: ShellUnderTest[] = [];
    const start = (options: Partial<LaunchOptions> = {}) =>
      launchShell({ userData: join(directory, "user"), library: join(directory, "library"), ...options });
    const launch = async (options?: Partial<LaunchOptions>) => {
      const outcome = await start(options);
      if (!("shell" in outcome))
        throw new Error(`The shell ended with ${outcome.exitCode} before it had a window.`);
      shells.push(outcome.shell);
      await outcome.shell.page.waitForURL((url) => url.protocol !== "about:");
      return outcome.shell;
    };
    const untilItEnds = async (options?: Partial<LaunchOptions>) => {
      const outcome = await start(options);
      if (!("shell" in outcome)) return outcome.exitCode;
      shells.push(outcome.shell);
      return outcome.shell.ended;
    };
    await use(Object.assign(launch, { untilItEnds }));
    const problems = shells.flatMap((shell) => shell.problems());
    await Promise.all(shells.map((shell) => shell.dispose()));
    expect(problems).toEqual([]);
  },

  shared: async ({ sharedShell }, use) => {
    await use(sharedShell);
    expect(sharedShell.problems()).toEqual([]);
  },

  shell: async ({ launch }, use) => {
    await use(await launch());
  },

  mainPath: [undefined, { option: true, scope: "worker" }],

  sharedShell: [
    async ({ mainPath }, use) => {
      const directory = await mkdtemp(join(tmpdir(), "shoebox-shared-"));
      const outcome = await launchShell({
        userData: join(directory, "user"),
        library: join(directory, "library"),
        ...(mainPath === undefined ? {} : { mainPath }),
      });
      if (!("shell" in outcome)) throw new Error(`The shell ended with ${outcome.exitCode}.`);
      await outcome.shell.page.waitForURL((url) => url.protocol !== "about:");
      await use(outcome.shell);
      await outcome.shell.dispose();
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: "worker" },
  ],

  photos: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
    async ({}, use) => {
      const directory = await mkdtemp(join(tmpdir(), "shoebox-photos-"));
      await writePhotos(directory, 6);
      await use(directory);
      await rm(directory, { recursive: true, force: true });
    },
    { scope: "worker" },
  ],
});

/** Pictures of one colour each, no two the same. */
export async function writePhotos(directory: string, count: number): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (let index = 0; index < count; index++) {
    const background = { r: (index * 53) % 256, g: (index * 97) % 256, b: (index * 151) % 256 };
    await sharp({ create: { width: 480, height: 360 + index, channels: 3, background } })
      .jpeg()
      .toFile(join(directory, `photo-${String(index).padStart(3, "0")}.jpg`));
  }
}
