import { mkdir, readdir, writeFile } from "node:fs/promises";
import type { Job, SettingsAnswer, Stats } from "../../src/contract/index.ts";
import { PageApi } from "./support/api.ts";
import { expect, test, writePhotos } from "./support/fixtures.ts";

const coreFailedExitCode = 3;

test("the page reaches the engine through the bridge", async ({ shell, directory }) => {
  const api = await PageApi.connect(shell);
  const stats = await api.call<Stats>("library.stats");
  expect(stats.libraryDirectory).toBe(`${directory}/library`);
  expect(stats.photos).toBe(0);
});

test("thumbnails and originals are served by id, parts of originals too", async ({ launch, photos }) => {
  const shell = await launch({ directories: [photos] });
  const api = await PageApi.connect(shell);
  await expect.poll(async () => (await api.call<Stats>("library.stats")).thumbnails).toBe(6);
  const answers = await shell.page.evaluate(async () => {
    const ask = async (address: string, headers: Record<string, string> = {}) => {
      const response = await fetch(address, { headers });
      const { length } = new Uint8Array(await response.arrayBuffer());
      return { status: response.status, type: response.headers.get("content-type"), length };
    };
    return {
      thumbnail: await ask("/media/thumbnail/1"),
      original: await ask("/media/original/1"),
      part: await ask("/media/original/1", { range: "bytes=0-9" }),
      unknown: await ask("/media/original/999999"),
    };
  });
  expect(answers.thumbnail).toMatchObject({ status: 200, type: "image/webp" });
  expect(answers.original).toMatchObject({ status: 200, type: "image/jpeg" });
  expect(answers.original.length).toBeGreaterThan(1000);
  expect(answers.part).toMatchObject({ status: 206, length: 10 });
  expect(answers.unknown.status).toBe(404);
});

test("an engine that is killed in mid-index comes back, and carries on", async ({ shell, directory }) => {
  const folder = `${directory}/many`;
  // So many that asking for the pause comes before the last of them, however late.
  const photoCount = 150;
  await writePhotos(folder, photoCount);
  const before = await PageApi.connect(shell);
  await shell.page.evaluate(() => {
    const seen = globalThis as typeof globalThis & { restarts: number };
    seen.restarts = 0;
    shoeboxDesktop.onCoreRestarted(() => seen.restarts++);
  });
  // Paused, it is still under way however slow this test is.
  const { jobId } = await before.call<Job>("jobs.index", { directories: [folder] });
  const { state, ledger } = await before.call<Job>("jobs.pause", { jobId });
  expect(state).toBe("paused");
  expect(ledger.indexed).toBeLessThan(photoCount);

  const pending = before.call("search.text", { query: "a dog by the sea" });
  process.kill(await shell.coreProcessId(), "SIGKILL");
  await pending.catch(() => {});
  await expect
    .poll(() => shell.page.evaluate(() => (globalThis as typeof globalThis & { restarts: number }).restarts))
    .toBe(1);

  // What a person paused comes back paused, as a job of its own, and goes on when they say so.
  const after = await PageApi.connect(shell);
  const paused = async () => (await after.call<Job[]>("jobs.list", {})).find((job) => job.state === "paused");
  await expect.poll(async () => (await paused())?.directories).toEqual([folder]);
  await after.call("jobs.resume", { jobId: (await paused())?.jobId });
  await expect.poll(async () => (await after.call<Stats>("library.stats")).vectors).toBe(photoCount);
});

test("on battery, with the speed set so, indexing waits for the plug", async ({ shell, directory }) => {
  const folder = `${directory}/many`;
  await writePhotos(folder, 12);
  const api = await PageApi.connect(shell);
  await expect.poll(async () => (await api.call<SettingsAnswer>("settings.get")).isPowerKnown).toBe(true);
  await api.call("settings.set", { indexingSpeed: "idle" });
  await shell.setOnBattery(true);
  const { jobId } = await api.call<Job>("jobs.index", { directories: [folder] });
  const job = async () => (await api.call<Job[]>("jobs.list", {})).find((one) => one.jobId === jobId);
  await expect.poll(async () => (await job())?.isHeld).toBe(true);
  expect((await job())?.ledger.indexed).toBe(0);
  await shell.setOnBattery(false);
  await expect.poll(async () => (await job())?.state).toBe("done");
  expect((await job())?.ledger.indexed).toBe(12);
});

test("a call that the engine dies over ends in an error, not in silence", async ({ shell }) => {
  const api = await PageApi.connect(shell);
  await api.call("library.stats");
  const processId = await shell.coreProcessId();
  process.kill(processId, "SIGSTOP");
  const outcome = api.call("library.stats").then(
    () => "answered",
    () => "failed",
  );
  process.kill(processId, "SIGKILL");
  expect(await outcome).toBe("failed");
});

test("an engine that keeps crashing is given up, with a word about the library", async ({
  shell,
  directory,
}) => {
  await PageApi.connect(shell);
  let lastProcessId = 0;
  for (let crash = 0; crash < 4; crash++) {
    await expect.poll(() => shell.coreProcessId().catch(() => lastProcessId)).not.toBe(lastProcessId);
    lastProcessId = await shell.coreProcessId();
    process.kill(lastProcessId, "SIGKILL");
  }
  await expect.poll(async () => (await shell.shownDialogs()).length).toBe(1);
  const [dialog] = await shell.shownDialogs();
  expect(dialog?.options).toMatchObject({ type: "error", buttons: ["Try again", "Quit"] });
  expect(dialog?.options.detail).toContain(`${directory}/library`);
  await shell.pressInMessageBox(1);
  expect(await shell.ended).toBe(coreFailedExitCode);
});

test("a library that another Shoebox holds is named, and opens once that one has gone", async ({
  launch,
  directory,
}) => {
  const first = await launch();
  await PageApi.connect(first);
  const second = await launch({ userData: `${directory}/other-user` });
  await expect.poll(async () => (await second.shownDialogs()).length).toBe(1);
  const [dialog] = await second.shownDialogs();
  expect(dialog?.options).toMatchObject({
    message: "Shoebox could not open its library.",
    buttons: ["Try again", "Quit"],
  });
  expect(dialog?.options.detail).toContain("is using this library");
  expect(dialog?.options.detail).toContain(`${directory}/library`);
  expect(dialog?.options.detail).toContain("Close the other one");

  await second.pressInMessageBox(0);
  await expect.poll(async () => (await second.shownDialogs()).length).toBe(2);
  await first.quit();
  await second.pressInMessageBox(0);
  const api = await PageApi.connect(second);
  expect((await api.call<Stats>("library.stats")).libraryDirectory).toBe(`${directory}/library`);
});

test("a damaged catalog is named, and the app ends with a code of its own", async ({ launch, directory }) => {
  await mkdir(`${directory}/library`, { recursive: true });
  await writeFile(`${directory}/library/catalog.sqlite`, "This was a catalog once. ".repeat(1000));
  const shell = await launch();
  await expect.poll(async () => (await shell.shownDialogs()).length).toBe(1);
  const [dialog] = await shell.shownDialogs();
  expect(dialog?.options.detail).toContain(`${directory}/library`);
  await shell.pressInMessageBox(1);
  expect(await shell.ended).toBe(coreFailedExitCode);
});

test("without any model the app opens, and says so where one is needed", async ({ launch, directory }) => {
  const shell = await launch({ environment: { SHOEBOX_MODELS: directory } });
  const api = await PageApi.connect(shell);
  expect((await api.call<Stats>("library.stats")).model).toBeNull();
  await expect(api.call("search.text", { query: "dog" })).rejects.toThrow(/model/i);
  expect(await shell.shownDialogs()).toEqual([]);
});

test("quitting closes the library, so that the next start finds it free and whole", async ({
  launch,
  directory,
  photos,
}) => {
  const first = await launch({ directories: [photos] });
  const api = await PageApi.connect(first);
  await expect.poll(async () => (await api.call<Stats>("library.stats")).photos).toBeGreaterThan(0);
  expect(await first.quit()).toBe(0);
  // SQLite's log goes with the last orderly close, and stays behind after any other end.
  expect((await readdir(`${directory}/library`)).filter((name) => name.endsWith("-wal"))).toEqual([]);
  const second = await launch();
  await PageApi.connect(second);
  expect(await second.shownDialogs()).toEqual([]);
});

test("a page that crashes is loaded again once; then the person decides", async ({ shell }) => {
  await PageApi.connect(shell);
  await shell.evaluate(({ BrowserWindow }) => {
    const counts = globalThis as typeof globalThis & { loads: number };
    counts.loads = 0;
    BrowserWindow.getAllWindows()[0]?.webContents.on("did-finish-load", () => counts.loads++);
  });
  const crash = () =>
    shell.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
  await crash();
  await expect
    .poll(() => shell.evaluate(() => (globalThis as typeof globalThis & { loads: number }).loads))
    .toBe(1);
  expect(await shell.shownDialogs()).toEqual([]);
  await crash();
  await expect.poll(async () => (await shell.shownDialogs()).length).toBe(1);
  const [dialog] = await shell.shownDialogs();
  expect(dialog?.options).toMatchObject({ buttons: ["Load again", "Close"] });
  await shell.pressInMessageBox(1);
  expect(await shell.ended).toBe(0);
});
