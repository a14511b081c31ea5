import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  endWithTest,
  firstLine,
  projectDirectory,
  type Running,
  shoebox,
  start,
  startNode,
} from "../helpers/command-line.ts";
import { picture } from "../helpers/pictures.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";
import { until } from "../helpers/until.ts";

const photoCount = 120;

/** Waits until a batch of photos is written down. */
function someIndexed(libraryDirectory: string): Promise<void> {
  return until(() => countVectors(join(libraryDirectory, "catalog.sqlite")) > 0);
}

function countVectors(catalogPath: string): number {
  try {
    const catalog = new Database(catalogPath, { readonly: true, fileMustExist: true });
    const { count } = catalog.prepare("SELECT count(*) AS count FROM vectors").get() as { count: number };
    catalog.close();
    return count;
  } catch {
    // Not made yet.
    return 0;
  }
}

let photos: string;

/** Enough large photos that indexing them takes a few seconds. */
beforeAll(async () => {
  photos = await mkdtemp(join(tmpdir(), "shoebox-photos-"));
  for (let number = 0; number < photoCount; number++) {
    // Large and quickly written: the pattern is small, its enlargement cheap.
    const photo = picture(number).resize(2400, 1600, { kernel: "nearest" }).jpeg({ quality: 60 });
    await photo.toFile(join(photos, `${number}.jpg`));
  }
});

afterAll(() => rm(photos, { recursive: true, force: true }));

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)(
  "%s in mid-index ends cleanly with the ledger so far, and the next run carries on",
  async (signal, exitCode) => {
    const library = await temporaryDirectory();
    const args = ["index", photos, "--library", library, "--json"];
    const running = endWithTest(start(args));
    await someIndexed(library);
    running.child.kill(signal);
    const stopped = await running.ended;
    expect(stopped.exitCode).toBe(exitCode);
    const before = JSON.parse(stopped.stdout);
    expect(before.found).toBe(
      before.indexed + before.unchanged + before.duplicate + before.skipped + before.failed,
    );
    expect(before.indexed).toBeLessThan(photoCount);
    const after = JSON.parse((await shoebox(...args)).stdout);
    expect(after).toMatchObject({ found: photoCount, unchanged: before.indexed });
    expect(after.indexed).toBe(photoCount - before.indexed);
  },
);

/** Listens as commands do, and then never ends by itself; says that it is there when it is asked. */
const listener = `
  import { listenForInterruption } from ${JSON.stringify(join(projectDirectory, "src/cli/interruption.ts"))};
  const interruption = listenForInterruption();
  interruption.requested.then((signal) => console.log(signal, interruption.exitCode()));
  setInterval(() => {}, 1000);
  process.on("SIGUSR2", () => console.log("here"));
  console.log("ready");
`;

/** What it has printed so far. */
function linesOf({ child }: Running): () => string {
  let printed = "";
  child.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  return () => printed;
}

test("a second Ctrl-C ends the command at once", async () => {
  const running = endWithTest(startNode(["--input-type=module", "--eval", listener]));
  await firstLine(running);
  let hasEnded = false;
  running.child.once("exit", () => {
    hasEnded = true;
  });
  // Those that come right after the first are the same Ctrl-C, passed on by a wrapper: it is pressed until it counts.
  await until(() => hasEnded || !running.child.kill("SIGINT"));
  expect(await running.ended).toMatchObject({ exitCode: 130, stdout: "ready\nSIGINT 130\n" });
});

test("one Ctrl-C that arrives twice, from the terminal and from a wrapper, counts once", async () => {
  const running = endWithTest(startNode(["--input-type=module", "--eval", listener]));
  await firstLine(running);
  const output = linesOf(running);
  running.child.kill("SIGINT");
  await until(() => output().includes("SIGINT 130"));
  running.child.kill("SIGINT");
  running.child.kill("SIGUSR2");
  await until(() => output().includes("here") || running.child.exitCode !== null);
  expect(running.child.exitCode).toBeNull();
});
