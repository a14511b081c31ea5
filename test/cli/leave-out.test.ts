import { join } from "node:path";
import { expect, test } from "vitest";
import { shoebox } from "../helpers/command-line.ts";
import { jpeg, put } from "../helpers/pictures.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";

test("the rules for what is left out are listed, switched and added to; the next index follows", async () => {
  const [library, folder] = [await temporaryDirectory(), await temporaryDirectory()];
  const run = (...args: string[]) => shoebox(...args, "--library", library);
  for (const [number, name] of ["a.jpg", "@eaDir/b.jpg", "Scans/c.jpg"].entries()) {
    await put(join(folder, name), await jpeg(number));
  }
  const found = async () => JSON.parse((await run("index", folder, "--json")).stdout).found;
  expect((await run("leave-out")).stdout).toMatch(/^on +lightroom +Lightroom previews and catalogs$/m);
  expect(await found()).toBe(2);
  const changed = await run("leave-out", "--off", "nas", "picasa", "--add", "Scans/", "--json");
  const { rules, own } = JSON.parse(changed.stdout);
  expect(own).toEqual(["Scans/"]);
  expect(rules.filter(({ isOn }: { isOn: boolean }) => !isOn).map(({ id }: { id: string }) => id)).toEqual([
    "nas",
    "picasa",
  ]);
  expect(await found()).toBe(2);
  const back = await run("leave-out", "--on", "picasa", "--remove", "Scans/");
  expect(back.stdout).toMatch(/^off +nas /m);
  expect(back.stdout).not.toContain("Scans/");
  expect(await found()).toBe(3);
});

test("a rule that there is not is refused, with those that there are", async () => {
  const { exitCode, stderr } = await shoebox("leave-out", "--off", "everything");
  expect(exitCode).toBe(2);
  expect(stderr).toContain("Expected one of hidden,");
});
