import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { defaultRuleOrder } from "../../../src/contract/cleaning.ts";
import { duplicatesMigration } from "../../../src/core/catalog/migrations/0005-duplicates.ts";
import { contentsOfPairsMigration } from "../../../src/core/catalog/migrations/0011-contents-of-pairs.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

/** What a library of before keeps, once it is opened by this Shoebox. */
async function rulesAfter(rules: object): Promise<unknown> {
  const database = new Database(join(await temporaryDirectory(), "catalog.sqlite"));
  database.exec(`CREATE TABLE assets (asset_id INTEGER PRIMARY KEY); ${duplicatesMigration}`);
  const settings = { sensitivity: "strict", includeTurned: false, momentMinutes: 2, rules };
  database.prepare("INSERT INTO duplicate_settings VALUES (1, ?)").run(JSON.stringify(settings));
  database.exec(contentsOfPairsMigration);
  const kept = JSON.parse(
    database.prepare("SELECT settings FROM duplicate_settings").pluck().get() as string,
  );
  database.close();
  expect(kept).toMatchObject({ sensitivity: "strict", momentMinutes: 2 });
  return kept.rules;
}

const rules = { order: defaultRuleOrder, preferredFolders: ["/a"], protectedFolders: [] };

test("rules that nobody chose become careful in a library of before; chosen ones stay", async () => {
  const unchosen = { ...rules, tiers: ["identical", "same-picture"], minConfidence: 0 };
  expect(await rulesAfter(unchosen)).toEqual({ ...rules, tiers: ["identical"], minConfidence: 0.9 });
  const chosen = { ...rules, tiers: ["identical", "same-picture"], minConfidence: 0.8 };
  expect(await rulesAfter(chosen)).toEqual(chosen);
});
