import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { randomFrom, randomScene, renderScene } from "../../src/demo/index.ts";
import { start } from "../helpers/command-line.ts";
import { libraryCommands } from "../helpers/library-commands.ts";
import { put } from "../helpers/pictures.ts";

const { scratch, photos, run, json } = libraryCommands();

beforeAll(async () => {
  const scene = randomScene(randomFrom("duplicates on the command line"));
  const bytes = await (await renderScene(scene, { width: 800, height: 600 }))
    .jpeg({ quality: 95 })
    .toBuffer();
  await put(join(photos, "one.jpg"), bytes);
  await put(join(photos, "backup/one.jpg"), bytes);
  await put(join(photos, "small.jpg"), await sharp(bytes).resize(400).jpeg({ quality: 60 }).toBuffer());
  await run("index", photos);
});

test("duplicates lists groups with exactly the documented fields", async () => {
  const { exitCode, document } = await json("duplicates");
  expect(exitCode).toBe(0);
  expect(Object.keys(document)).toEqual(["groups"]);
  expect(document.groups.map(({ tier }: { tier: string }) => tier).sort()).toEqual([
    "identical",
    "same-picture",
  ]);
  for (const group of document.groups) {
    expect(Object.keys(group)).toEqual(["id", "tier", "confidence", "bytesToWin", "keep", "members"]);
    expect(group.members[0].assetId).toBe(group.keep);
    for (const member of group.members) expect(Object.keys(member)).toEqual(["path", "assetId", "reason"]);
  }
  const { document: identical } = await json("duplicates", "--tier", "identical", "--min-confidence", "1");
  expect(identical.groups).toHaveLength(1);
});

test("wrong tiers, confidences and rules are wrong usage", async () => {
  expect((await run("duplicates", "--tier", "similar")).exitCode).toBe(2);
  expect((await run("duplicates", "--min-confidence", "2")).exitCode).toBe(2);
  const rules = join(scratch, "bad.json");
  await writeFile(rules, '{"tiers": ["same-moment"]}');
  expect((await run("duplicates", "resolve", "--rules", rules, "--dry-run")).exitCode).toBe(2);
  await writeFile(rules, "{}");
  expect((await run("duplicates", "resolve", "--rules", rules)).exitCode).toBe(2);
  expect((await run("undo", "first")).exitCode).toBe(2);
});

test("resolve tries, does, is listed and is undone", async () => {
  const rules = join(scratch, "rules.json");
  await writeFile(rules, '{ "tiers": ["identical", "same-picture"], "minConfidence": 0.5 }');
  const { document: preview } = await json("duplicates", "resolve", "--rules", rules, "--dry-run");
  expect(preview).toMatchObject({ files: 2 });
  expect(await readdir(photos, { recursive: true })).toHaveLength(4);
  const { document: outcome } = await json("duplicates", "resolve", "--rules", rules, "--apply");
  expect(outcome).toMatchObject({ moved: 2, refused: [] });
  expect((await readdir(photos, { recursive: true })).filter((name) => name.endsWith(".jpg"))).toHaveLength(
    1,
  );
  const { document: history } = await json("history");
  expect(history.batches[0]).toMatchObject({ batchId: outcome.batchId, moved: 2, state: "done" });
  const { document: undone } = await json("undo");
  expect(undone).toMatchObject({ batchId: outcome.batchId, restored: 2, refused: [] });
  expect((await readdir(photos, { recursive: true })).filter((name) => name.endsWith(".jpg"))).toHaveLength(
    3,
  );
  expect((await run("undo")).exitCode).toBe(1);
});

test("decisions are printed as JSON and taken into another library, once", async () => {
  const other = join(scratch, "other library");
  const verdict = {
    kind: "keep-all",
    contents: ["a".repeat(64), "b".repeat(64)],
    decidedAt: "2026-01-02T03:04:05Z",
  };
  const file = join(scratch, "decisions.json");
  await writeFile(file, JSON.stringify({ format: "shoebox-verdicts", version: 1, verdicts: [verdict] }));
  const importing = async (...args: string[]) =>
    start(["verdicts", "import", file, ...args, "--library", other], {}).ended;
  expect((await importing()).stdout).toBe("1 decision imported, 0 known already.\n");
  expect(JSON.parse((await importing("--json")).stdout)).toEqual({ imported: 0, known: 1 });
  const { stdout } = await start(["verdicts", "export", "--library", other], {}).ended;
  expect(JSON.parse(stdout).verdicts).toMatchObject([{ kind: "keep-all", contents: verdict.contents }]);
  await writeFile(file, "{}");
  const refused = await importing();
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toContain("holds no decisions that Shoebox exported");
});
