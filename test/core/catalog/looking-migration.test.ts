import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { defaultLeaveOut, isRuleOn, leaveOutRules } from "../../../src/contract/leave-out-rules.ts";
import { initialMigration } from "../../../src/core/catalog/migrations/0001-initial.ts";
import { problemsMigration } from "../../../src/core/catalog/migrations/0003-problems.ts";
import { lookingMigration } from "../../../src/core/catalog/migrations/0013-looking.ts";

/** What those rules were that a library had before they got names. */
const formerDefault =
  `.* ~$* *.tmp *.part *.partial *.crdownload Thumbs.db ehthumbs.db desktop.ini $RECYCLE.BIN/
  lost+found/ __MACOSX/ @eaDir/ @Recycle/ \\#recycle/`.split(/\s+/);

function migrated(leaveOut: readonly string[]): string[] {
  const database = new Database(":memory:");
  database.exec(initialMigration + problemsMigration);
  database.prepare("INSERT INTO settings VALUES ('leaveOut', ?)").run(JSON.stringify(leaveOut));
  database.exec(lookingMigration);
  const value = database
    .prepare<[], string>("SELECT value FROM settings WHERE key = 'leaveOut'")
    .pluck()
    .get();
  database.close();
  return JSON.parse(value ?? "");
}

it("rules that a person changed get the new ones beside them, and what was said stays last", () => {
  const own = ["Work/", "!.well-known/"];
  const leaveOut = migrated([...formerDefault, "System Volume Information/", ...own]);
  expect(leaveOut.slice(-own.length)).toEqual(own);
  expect(new Set(leaveOut)).toEqual(new Set([...defaultLeaveOut, ...own]));
});

it("a rule that a person took off stays off", () => {
  const leaveOut = migrated(formerDefault.filter((pattern) => !pattern.startsWith("@") && pattern !== ".*"));
  const off = leaveOutRules.filter((rule) => !isRuleOn(rule, leaveOut)).map(({ id }) => id);
  expect(off).toEqual(["hidden", "system", "trash", "nas"]);
});
