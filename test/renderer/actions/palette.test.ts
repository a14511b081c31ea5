import { describe, expect, test } from "vitest";
import { browsed, type Entry, found } from "../../../src/renderer/actions/palette/entries.ts";
import { fitness } from "../../../src/renderer/actions/palette/find.ts";
import { homes, registered } from "../../../src/renderer/actions/registry.ts";

const entries: Entry[] = registered.map(({ id, home, action }) => ({
  id,
  name: action.name,
  group: home.title,
  run: () => {},
}));
const firstFor = (typed: string) => found(entries, typed, [])[0]?.entries[0]?.name;

describe("an action is found", () => {
  test.each([
    ["undo coll", "Undo what was done last"],
    ["coll undo", "Undo what was done last"],
    ["find similar", "Find similar photos"],
    ["SIMILAR", "Find similar photos"],
    ["add fold", "Add a folder"],
    ["dark", "Dark colours"],
    ["fsp", "Find similar photos"],
    ["keyb", "Keyboard shortcuts"],
    ["settings", "Settings"],
    ["larger", "Larger photos"],
  ])("by %s", (typed, name) => {
    expect(firstFor(typed)).toBe(name);
  });

  test("by the whole of its name first", () => {
    for (const { name } of entries) expect(firstFor(name), name).toBe(name);
  });

  test("by nothing that is not in it", () => {
    expect(found(entries, "zebra crossing", [])).toEqual([]);
    expect(found(entries, "🦓", [])).toEqual([]);
  });
});

test("accents and capitals make no difference, in names of any script", () => {
  expect(fitness("uber", "Über allem")).toBeGreaterThan(0);
  expect(fitness("МОСКВА", "Поездка в Москва")).toBeGreaterThan(0);
  expect(fitness("東京", "東京 2019")).toBeGreaterThan(0);
});

test("what was chosen lately comes first, and only once", () => {
  const [first] = browsed(entries, ["anywhere.dark", "anywhere.gone", "anywhere.light"]);
  expect(first?.title).toBe("Recent");
  expect(first?.entries.map(({ id }) => id)).toEqual(["anywhere.dark", "anywhere.light"]);
  const all = browsed(entries, ["anywhere.dark"]).flatMap((group) => group.entries);
  expect(all).toHaveLength(entries.length);
  expect(new Set(browsed(entries, []).map(({ title }) => title))).toEqual(
    new Set(homes.map(({ title }) => title)),
  );
});
