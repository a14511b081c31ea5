import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CaptionNow, CaptionsStatus } from "../../src/contract/index.ts";
import { readManifest } from "../../src/core/models/manifest/read-manifest.ts";
import { oddBlip } from "../helpers/blip-models.ts";
import { start } from "../helpers/command-line.ts";
import { captionersWithPublished, ModelHub, publishedCaptioner } from "../helpers/model-hub.ts";
import { workingBlipFolder } from "../helpers/own-captioner.ts";
import { jpeg, put } from "../helpers/pictures.ts";
import { testModelsDirectory } from "../helpers/test-models.ts";

const photoCount = 4;
const shippedId = "test-captioner";

let scratch: string;
let photos: string;
let hub: ModelHub;
let env: Record<string, string>;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "shoebox-captions-"));
  photos = join(scratch, "photos");
  hub = await ModelHub.start();
  env = {
    ...(await captionersWithPublished(join(scratch, "models"), hub)),
    SHOEBOX_LIBRARY: join(scratch, "library"),
  };
  for (let number = 0; number < photoCount; number++) {
    await put(join(photos, `${number}.jpg`), await jpeg(number));
  }
  await put(join(scratch, "outside.jpg"), await jpeg(100));
});

afterAll(async () => {
  await hub.stop();
  await rm(scratch, { recursive: true, force: true });
});

/** Finds as the drawings of tests do; what writes captions never comes to an end with the first one. */
async function modelsThatHang(directory: string): Promise<void> {
  const { entry, directory: files } = oddBlip("hangs");
  const manifest = await readManifest(testModelsDirectory);
  await cp(join(testModelsDirectory, "drawings"), join(directory, "drawings"), { recursive: true });
  await cp(files, join(directory, "odd"), { recursive: true });
  const captioner = { ...entry, origin: "shipped", directory: "odd" };
  const document = { version: 2, models: [...manifest.models, captioner] };
  await writeFile(join(directory, "manifest.json"), JSON.stringify(document));
}

function run(...args: string[]) {
  return start(args, { env }).ended;
}

async function json(...args: string[]) {
  const { stdout, exitCode } = await run(...args, "--json");
  expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  return { exitCode, document: JSON.parse(stdout) };
}

async function status(): Promise<CaptionsStatus> {
  return (await json("captions", "status")).document;
}

async function captionOf(subject: string): Promise<CaptionNow> {
  return (await json("caption", subject)).document;
}

describe("captions", () => {
  test("are not waited for when photos come in, though what writes them hangs", async () => {
    const directory = join(scratch, "hanging");
    await modelsThatHang(directory);
    const hanging = { SHOEBOX_MODELS: directory, SHOEBOX_LIBRARY: join(scratch, "without captions") };
    const indexed = await start(["index", photos, "--json"], { env: hanging }).ended;
    expect(JSON.parse(indexed.stdout)).toMatchObject({ indexed: photoCount, failed: 0 });
    const { stdout } = await start(["captions", "--json"], { env: hanging }).ended;
    expect(JSON.parse(stdout)).toMatchObject({
      captioner: { id: "blip-for-tests" },
      written: 0,
      stage: { left: photoCount, failed: 0 },
    });
  });

  test("say of how many photos there are any", async () => {
    expect((await run("index", photos)).exitCode).toBe(0);
    expect(await status()).toMatchObject({ mode: "all", captioner: { id: shippedId }, photos: photoCount });
    const { stdout } = await run("captions");
    expect(stdout).toMatch(/^Captions are written +of all photos$/m);
    expect(stdout).toMatch(/^By +Sentences about drawings, for tests \(\w+\)$/m);
    expect(stdout).toMatch(/^Photos +4$/m);
  });

  test("are written at once where that is asked for, and searched for", async () => {
    const { stdout, stderr, exitCode } = await run("captions", "start");
    expect(exitCode).toBe(0);
    // No terminal: no bar.
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^Now +nothing left$/m);
    expect(await status()).toMatchObject({ written: photoCount, stage: { left: 0, failed: 0 } });
    const { caption } = await captionOf("1");
    const [word = ""] = caption?.split(" ") ?? [];
    expect((await run("search", word)).stdout).toContain(`caption: ${word}`);
  });

  test("are written of favourites and opened photos only, or of none", async () => {
    expect((await json("captions", "start", "--only-opened")).document).toMatchObject({ mode: "opened" });
    expect((await run("captions", "stop")).stdout).toMatch(/^Captions are written +of no photos$/m);
    expect(await status()).toMatchObject({ mode: "off", stage: null, written: photoCount });
    expect((await json("captions", "start", "--no-wait")).document).toMatchObject({ mode: "all" });
  });

  test("are exported as lines of JSON and as a table, over nothing that lies there", async () => {
    const file = join(scratch, "captions.jsonl");
    const { stdout } = await run("captions", "export", file);
    expect(stdout).toMatch(/^Captions of 4 photos written to .*captions\.jsonl \([\d.]+ kB\)\.$/m);
    const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).path).sort()).toEqual(
      [0, 1, 2, 3].map((number) => join(photos, `${number}.jpg`)),
    );
    const taken = await json("captions", "export", file);
    expect(taken.document.error).toMatchObject({ code: "PATH_TAKEN" });
    expect(taken.exitCode).toBe(1);
    expect((await json("captions", "export", file, "--overwrite")).document).toMatchObject({
      photos: photoCount,
    });
    const table = join(scratch, "captions.csv");
    expect((await run("captions", "export", table, "--format", "csv")).exitCode).toBe(0);
    expect((await readFile(table, "utf8")).trimEnd().split("\n")).toHaveLength(photoCount + 1);
  });
});

describe("caption", () => {
  test("says what can be seen in a photo, by its number or its path", async () => {
    const byNumber = await captionOf("1");
    expect(Object.keys(byNumber)).toEqual(["path", "assetId", "caption", "confidence", "model", "isOwn"]);
    expect(byNumber).toMatchObject({
      assetId: 1,
      model: shippedId,
      isOwn: false,
      caption: expect.any(String),
    });
    expect(await captionOf(byNumber.path)).toEqual(byNumber);
    expect((await run("caption", "1")).stdout).toBe(`${byNumber.caption}\n`);
  });

  test("works for a picture outside the library", async () => {
    const path = join(scratch, "outside.jpg");
    expect(await captionOf(path)).toMatchObject({
      path,
      assetId: null,
      caption: expect.any(String),
      model: shippedId,
    });
    expect((await status()).photos).toBe(photoCount);
  });

  test.each([
    ["999", "ASSET_NOT_FOUND"],
    [join(tmpdir(), "no such picture.jpg"), "ASSET_NOT_FOUND"],
  ])("of %s says what is wrong", async (subject, code) => {
    const { document, exitCode } = await json("caption", subject);
    expect(document.error.code).toBe(code);
    expect(exitCode).toBe(1);
  });
});

describe("what a person does to captions", () => {
  test("is undone by the id that is told", async () => {
    const edited = await run("captions", "edit", "1", "Grandmother  in the garden");
    expect(edited.stdout).toBe("It says “Grandmother in the garden”.\n");
    const [, id = ""] = /`shoebox undo (t\d+)`/.exec(edited.stderr) ?? [];
    expect(await captionOf("1")).toMatchObject({
      caption: "Grandmother in the garden",
      isOwn: true,
      model: null,
    });
    expect((await run("history")).stdout).toMatch(
      new RegExp(`^ *${id} .* done +Edited the caption of “\\d\\.jpg”$`, "m"),
    );
    const undone = await run("undo", id);
    expect(undone.stdout).toMatch(/^Undid: Edited the caption/);
    expect(undone.stderr).toMatch(/`shoebox undo t\d+` takes that back/);
    expect(undone.exitCode).toBe(0);
    expect(await captionOf("1")).toMatchObject({ isOwn: false, model: shippedId });
    const { document } = await json("history");
    expect(document.captions[1]).toMatchObject({ action: "edited", undoneAt: expect.any(String) });
  });

  test("rejects captions and has others written, of one photo or of many", async () => {
    const before = await captionOf("2");
    const rejected = await json("captions", "reject", "--photo", "2", "3");
    expect(rejected.document).toMatchObject({ photosChanged: 2, actionId: expect.any(Number) });
    expect(await status()).toMatchObject({ written: photoCount - 2, rejected: 2 });
    expect((await run("undo", `t${rejected.document.actionId}`)).exitCode).toBe(0);
    expect((await captionOf("2")).caption).toBe(before.caption);
    const again = await run("captions", "again", "--folder", photos);
    expect(again.stdout).toBe("Captions of 4 photos are written again.\n");
    await run("captions", "start");
    expect((await captionOf("2")).caption).not.toBe(before.caption);
  });

  test("needs photos, and a caption to reject", async () => {
    expect((await json("captions", "reject")).exitCode).toBe(2);
    expect((await json("captions", "edit", "one", "text")).exitCode).toBe(2);
    expect((await json("captions", "edit", "999", "text")).document.error.code).toBe("ASSET_NOT_FOUND");
  });
});

describe("the models that write", () => {
  const { id, name } = publishedCaptioner;

  test("are a list of their own", async () => {
    const { stdout } = await run("captions", "models");
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^Model +State +Size +Captions +Languages +Licence +What for$/);
    expect(lines[1]).toMatch(/^test-captioner +in use +[\d.]+ MB +4 /);
    expect(lines[2]).toMatch(new RegExp(`^${id} .*${name}: .* Recommended\\.$`));
    expect((await run("models", "list")).stdout).not.toContain("captioner");
  });

  test("are downloaded, used, checked and removed", async () => {
    hub.faults.push("drop", 503);
    const installed = await run("captions", "install", id);
    expect(installed.stdout).toBe(`${name} is installed. \`shoebox captions use ${id}\` writes with it.\n`);
    expect((await run("captions", "use", id)).stdout).toBe(`${name} writes the captions.\n`);
    expect(await status()).toMatchObject({ captioner: { id }, written: photoCount });
    expect((await run("captions", "verify", id)).stdout).toContain("It works.");
    expect((await json("captions", "remove", id)).document.error.code).toBe("MODEL_IN_USE");
    await run("captions", "use", shippedId);
    expect((await run("captions", "remove", id)).exitCode).toBe(2);
    expect((await run("captions", "remove", id, "--yes")).stdout).toContain("Removed.");
  });

  test("come from a folder, too", async () => {
    const { document } = await json("captions", "import", await workingBlipFolder());
    expect(document).toMatchObject({ id: "my-captioner", origin: "own", isInstalled: true });
    expect((await json("captions", "import", photos)).document.error.code).toBe("MODEL_MISSING");
  });

  test("are not taken for those that find, nor they for them", async () => {
    expect((await json("captions", "use", "test-drawings")).document.error.code).toBe("MODEL_UNSUITABLE");
    expect((await json("models", "use", shippedId)).document.error.code).toBe("MODEL_UNSUITABLE");
  });
});

describe("captions clear", () => {
  test("asks first, and leaves what people wrote", async () => {
    await run("captions", "edit", "1", "Mine");
    expect((await json("captions", "clear")).exitCode).toBe(2);
    expect((await status()).written).toBe(photoCount - 1);
    expect((await run("captions", "clear", "--yes")).stdout).toMatch(/^Captions of \d photos removed\.$/m);
    expect(await status()).toMatchObject({ mode: "off", written: 0, own: 1 });
  });
});
