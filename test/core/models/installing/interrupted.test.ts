import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { stallAfter } from "../../../helpers/file-server.ts";
import { filesUnder, installStation } from "../../../helpers/install-station.ts";
import { mounted } from "../../../helpers/mounted.ts";
import { publishedModel, sha256 } from "../../../helpers/published-model.ts";
import { temporaryDirectory } from "../../../helpers/temporary.ts";

const model = publishedModel("noise", { towerBytes: 1_000_000 });
const vision = "/people/noise/resolve/main/onnx/vision_model.onnx";
const run = promisify(execFile);

describe("a process killed in the middle of a download", () => {
  it("leaves what came, and the next one fetches the rest", async () => {
    const station = await installStation([model]);
    const { server, libraryDirectory, installed } = station;
    server.faultsOf.set(vision, stallAfter(700_000));
    const orders = join(await temporaryDirectory(), "orders.json");
    await writeFile(orders, JSON.stringify({ libraryDirectory, mirror: server.address, entry: model.entry }));
    const child = fork(join(import.meta.dirname, "../../../helpers/install-forever.ts"), [orders]);
    const sizes = async () => {
      const files = await filesUnder(installed.folders.incoming("noise"));
      return new Map([...files].map(([path, { length }]) => [path, length]));
    };
    // All that will come has come.
    await expect.poll(sizes, { timeout: 60_000 }).toEqual(
      new Map([
        ["model.json", expect.any(Number)],
        ["onnx/text_model.onnx", 1_000_000],
        ["onnx/vision_model.onnx.part", 700_000],
        ["onnx/vision_model.onnx.part.json", expect.any(Number)],
        ["tokenizer.json", 5000],
        ["tokenizer_config.json", 200],
      ]),
    );
    child.kill("SIGKILL");
    await once(child, "exit");
    server.faultsOf.clear();
    server.requests.length = 0;

    expect((await installed.list()).models).toEqual([]);
    await installed.tidy();
    expect(await station.install("noise")).toBeNull();
    expect(server.requests.map(({ path, range }) => [path, range])).toEqual([[vision, "bytes=700000-"]]);
    const there = await filesUnder(installed.folders.of("noise"));
    expect(sha256(there.get("onnx/vision_model.onnx") as Buffer)).toBe(model.entry.files[0]?.sha256);
  });
});

describe("what a killed process leaves", () => {
  it("is tidied: of unknown models it goes, of known ones it waits, and what was put aside comes back", async () => {
    const { installed, install } = await installStation([model]);
    expect(await install("noise")).toBeNull();
    const directory = installed.folders.directory;
    const lay = async (path: string) => {
      await mkdir(join(directory, path), { recursive: true });
      await writeFile(join(directory, path, "onnx.part"), "begun");
    };
    await lay(".of-nobody.incoming");
    await lay(".noise.incoming");
    await lay(".noise.replaced");
    await lay(".gone.removed");
    await lay(".older.replaced");
    await installed.tidy();
    const names = new Set([...(await filesUnder(directory)).keys()].map((path) => path.split("/")[0]));
    expect([...names].sort()).toEqual([".noise.incoming", "noise", "older"]);
  });

  it("in the middle of a change of models is one of the two", async () => {
    const { installed, install } = await installStation([model]);
    expect(await install("noise")).toBeNull();
    const { directory } = installed.folders;
    // Killed when the old one had gone aside and the new one had not yet its name.
    await run("mv", [join(directory, "noise"), join(directory, ".noise.replaced")]);
    await installed.tidy();
    expect((await installed.find("noise"))?.entry.id).toBe("noise");
  });
});

describe("a disk without room", () => {
  it("is told before anything is fetched, with how much is missing", async () => {
    const disk = await temporaryDirectory();
    if (!(await mounted(disk, "-t", "tmpfs", "-o", "size=9m", "tmpfs"))) return;
    const station = await installStation([model], { libraryDirectory: join(disk, "library") });
    expect(await station.install("noise")).toMatchObject({
      code: "DISK_FULL",
      message: expect.stringMatching(
        /^The model needs 2\.0 MB more, and the disk that holds the library has 9\.4 MB free: \d+ kB are missing\.$/,
      ),
    });
    expect(station.server.requests).toEqual([]);
  });

  it("filled by others meanwhile keeps what came, and goes on when there is room", async () => {
    const disk = await temporaryDirectory();
    if (!(await mounted(disk, "-t", "tmpfs", "-o", "size=12m", "tmpfs"))) return;
    const station = await installStation([model], {
      libraryDirectory: join(disk, "library"),
      filesAtOnce: 1,
    });
    const ballast = join(disk, "ballast");
    station.server.faults.push(async ({ response, bytes }) => {
      response.writeHead(200, { "content-length": bytes.length, etag: '"1"' });
      response.write(bytes.subarray(0, 400_000));
      await expect
        .poll(() => station.installer.progress("noise")?.bytesDone, { timeout: 60_000 })
        .toBe(400_000);
      // tmpfs takes what fits and refuses the rest.
      await writeFile(ballast, Buffer.alloc(12 * 1024 * 1024)).catch(() => {});
      response.end(bytes.subarray(400_000));
    });
    expect(await station.install("noise")).toMatchObject({
      code: "DISK_FULL",
      message: "The disk that holds the library is full (ENOSPC).",
    });
    expect((await station.installed.list()).models).toEqual([]);
    await rm(ballast);
    station.server.requests.length = 0;
    expect(await station.install("noise")).toBeNull();
    expect(station.server.requests[0]?.range).toMatch(/^bytes=[4-9]\d{5}-$/);
  });

  it("said by the device itself (/dev/full) is DISK_FULL too", async () => {
    if (process.platform !== "linux") return;
    const station = await installStation([model], { filesAtOnce: 1 });
    const onnx = join(station.installed.folders.incoming("noise"), "onnx");
    await mkdir(onnx, { recursive: true });
    await run("ln", ["-s", "/dev/full", join(onnx, "vision_model.onnx.part.json.new")]);
    expect(await station.install("noise")).toMatchObject({ code: "DISK_FULL" });
  });
});
