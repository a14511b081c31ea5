import { cp, rename } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { ModelCard } from "../../src/contract/index.ts";
import { start } from "../helpers/command-line.ts";
import { ModelHub, modelsWithPublished, published } from "../helpers/model-hub.ts";
import { jpeg, put } from "../helpers/pictures.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";

const { id, name } = published;
const photoCount = 3;

let directory: string;
let hub: ModelHub;
let env: Record<string, string>;

beforeEach(async () => {
  directory = await temporaryDirectory();
  hub = await ModelHub.start();
  onTestFinished(() => hub.stop());
  env = {
    ...(await modelsWithPublished(join(directory, "models"), hub)),
    SHOEBOX_LIBRARY: join(directory, "library"),
  };
  for (let number = 0; number < photoCount; number++) {
    await put(join(directory, "photos", `${number}.jpg`), await jpeg(number));
  }
  await run("index", join(directory, "photos"));
});

function run(...args: string[]) {
  return start(args, { env }).ended;
}

async function card(cardId = id): Promise<ModelCard | undefined> {
  const { models } = JSON.parse((await run("models", "list", "--json")).stdout);
  return models.find((model: ModelCard) => model.id === cardId);
}

describe("models install", () => {
  test("waits until the model is here, through faults of the network", async () => {
    hub.faults.push("drop", 503);
    const { stdout, stderr, exitCode } = await run("models", "install", id);
    expect(stdout).toBe(`${name} is installed. \`shoebox models use ${id}\` searches with it.\n`);
    // No terminal: no bar.
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    expect(await card()).toMatchObject({ isInstalled: true, isInUse: false, trouble: null });
  });

  test("stopped half-way keeps what came, and goes on from there", async () => {
    hub.faultsOf.set("onnx/vision_model.onnx", "stall");
    const running = start(["models", "install", id], { env });
    await expect
      .poll(() => hub.requests.map(({ path }) => path), { timeout: 120_000 })
      .toContainEqual(expect.stringMatching(/vision_model\.onnx$/));
    running.child.kill("SIGINT");
    const stopped = await running.ended;
    expect(stopped.exitCode).toBe(130);
    expect(stopped.stderr).toContain("What came is kept");
    hub.faultsOf.clear();
    expect((await run("models", "install", id)).exitCode).toBe(0);
  });

  test("that cannot be says which address and why, and leaves the model in use at work", async () => {
    hub.faultsOf.set("onnx/text_model.onnx", 404);
    const { stdout, exitCode } = await run("models", "install", id, "--json");
    const { error } = JSON.parse(stdout);
    expect(error.code).toBe("MODEL_DOWNLOAD_FAILED");
    expect(error.message).toContain(`${hub.address}/tests/drawings-again/resolve/main/onnx/text_model.onnx`);
    expect(exitCode).toBe(1);
    expect(JSON.parse((await run("search", "boat", "--json")).stdout).ranked).toBe(photoCount);
  });
});

describe("models use", () => {
  test("waits until every photo is known, and going back is instant while the vectors are kept", async () => {
    await run("models", "install", id);
    const { stdout, exitCode } = await run("models", "use", id);
    expect(stdout).toBe(`${name} is in use.\n`);
    expect(exitCode).toBe(0);
    expect(await card()).toMatchObject({ isInUse: true, vectors: photoCount });
    expect(JSON.parse((await run("search", "boat", "--json")).stdout).ranked).toBe(photoCount);
    expect(await card("test-drawings")).toMatchObject({ isInUse: false, vectors: photoCount });
    expect((await run("models", "use", "test-drawings", "--no-wait")).stdout).toContain("is in use.");
  });

  test("--drop-old frees what the one before took", async () => {
    await run("models", "install", id);
    await run("models", "use", id, "--drop-old");
    expect(await card("test-drawings")).toMatchObject({ isInUse: false, vectors: 0 });
  });

  test("does not wait for photos on a disk that is away, and goes on once it is back", async () => {
    const photos = join(directory, "photos");
    // Its thumbnail is too small to stand for it.
    await put(join(photos, "panorama.jpg"), await jpeg(9, { width: 1920, height: 320 }));
    await run("index", photos);
    await run("models", "install", id);
    await rename(photos, `${photos}-away`);
    const { stdout, stderr, exitCode } = await run("models", "use", id);
    expect(stderr).toContain(`${name} takes over once it knows all photos, 3 of 4 photos so far.`);
    expect(stderr).toContain("on a disk that is not connected now");
    expect(stdout).toBe("");
    expect(exitCode).toBe(0);
    await rename(`${photos}-away`, photos);
    expect((await run("models", "use", id)).stdout).toBe(`${name} is in use.\n`);
  });

  test("of a model that is not installed says so", async () => {
    const { stdout, exitCode } = await run("models", "use", id, "--json");
    expect(JSON.parse(stdout).error).toMatchObject({ code: "MODEL_MISSING" });
    expect(exitCode).toBe(1);
  });
});

describe("models import, verify and remove", () => {
  test("take a folder in, check it, and let it go", async () => {
    const folder = join(directory, "mine");
    await cp(join(directory, "models", "drawings"), folder, { recursive: true });
    const imported: ModelCard = JSON.parse((await run("models", "import", folder, "--json")).stdout);
    expect(imported).toMatchObject({ origin: "own", isInstalled: true });
    const checked = await run("models", "verify", imported.id);
    expect(checked.stdout).toMatch(/^right +onnx\/vision_model\.onnx$/m);
    expect(checked.stdout).toContain("It works.");
    expect(checked.exitCode).toBe(0);
    expect((await run("models", "remove", imported.id)).exitCode).toBe(2);
    expect((await run("models", "remove", imported.id, "--yes")).stdout).toContain("Removed.");
    expect(await card(imported.id)).toBeUndefined();
  });

  test("of a folder without a model is refused with its path", async () => {
    const { stdout, exitCode } = await run("models", "import", join(directory, "photos"), "--json");
    const { error } = JSON.parse(stdout);
    expect(error.code).toMatch(/^MODEL_(MISSING|CORRUPT)$/);
    expect(error.message).toContain(join(directory, "photos"));
    expect(exitCode).toBe(1);
  });
});
