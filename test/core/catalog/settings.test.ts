import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { defaultSettings } from "../../../src/contract/settings.ts";
import { openCore } from "../../helpers/core.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

it("a setting holds over restarts, and has its default before", async () => {
  const libraryDirectory = await temporaryDirectory();
  const first = await openCore({ libraryDirectory });
  expect((await first.client.settings.get()).settings).toEqual(defaultSettings);
  const { settings } = await first.client.settings.set({ indexingSpeed: "polite" });
  expect(settings.indexingSpeed).toBe("polite");
  expect((await first.client.settings.set({})).settings).toEqual(settings);
  await first.close();
  const second = await openCore({ libraryDirectory });
  expect((await second.client.settings.get()).settings).toEqual(settings);
});

it("a value that this version does not know counts as not set; one that cannot be is refused", async () => {
  const libraryDirectory = await temporaryDirectory();
  const first = await openCore({ libraryDirectory });
  await expect(first.client.settings.set({ indexingSpeed: "warp" as "full" })).rejects.toMatchObject({
    code: "QUERY_INVALID",
  });
  await first.close();
  const database = new Database(join(libraryDirectory, "catalog.sqlite"));
  database.exec(`INSERT INTO settings VALUES ('indexingSpeed', '"warp"'), ('ofLaterTimes', '7')`);
  database.close();
  const second = await openCore({ libraryDirectory });
  expect((await second.client.settings.get()).settings).toEqual(defaultSettings);
});
