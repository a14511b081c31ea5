import { Command } from "commander";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { takesQuery, withQueryLast } from "../../src/cli/query-arguments.ts";

/** A program with one command that takes a query, one beside it that does not, and one below another. */
function program() {
  const asked: { words: string[]; options: Record<string, unknown> }[] = [];
  const root = new Command("shoebox")
    .exitOverride()
    .configureOutput({ writeErr: () => {}, writeOut: () => {} });
  const options = (command: Command) =>
    command
      .option("--like <path>", "", (path: string, before: string[] = []) => [...before, path])
      .option("--limit <n>")
      .option("--json")
      .option("-0, --null");
  options(takesQuery(root.command("search").argument("[query...]"))).action((words, given) => {
    asked.push({ words, options: given });
  });
  options(takesQuery(root.command("searches").command("save").argument("<query...>"))).action(
    (words, given) => {
      asked.push({ words, options: given });
    },
  );
  root
    .command("stats")
    .argument("[name]")
    .action(() => {});
  const run = (...args: string[]) => {
    root.parse(withQueryLast(root, args), { from: "user" });
    return asked.at(-1);
  };
  return { root, run };
}

describe("a query may begin with a minus", () => {
  test.each([
    [["search", "-snow"], ["-snow"], {}],
    [["search", "beach", "-snow"], ["beach", "-snow"], {}],
    [["search", "--", "-snow"], ["-snow"], {}],
    [["search", "--", "-snow", "--json"], ["-snow", "--json"], {}],
    [["search", "-snow", "--json"], ["-snow"], { json: true }],
    [["search", "--json", "-snow", "--limit", "3", "beach"], ["-snow", "beach"], { json: true, limit: "3" }],
    [["search", "-rating:5", "-0"], ["-rating:5"], { null: true }],
    [["search", "-0day"], ["-0day"], {}],
    [["search", "-Venice", "-help"], ["-Venice", "-help"], {}],
    [["search", "-", "beach"], ["-", "beach"], {}],
    [["search", '-"summer house"', "-in:Rome"], ['-"summer house"', "-in:Rome"], {}],
    [["search", "--like", "-odd name.jpg", "beach"], ["beach"], { like: ["-odd name.jpg"] }],
    [["search", "--like=a.jpg", "beach", "--like", "b.jpg"], ["beach"], { like: ["a.jpg", "b.jpg"] }],
    [["search", "--limit=3", "-snow"], ["-snow"], { limit: "3" }],
    [["searches", "save", "Winter", "-beach", "--json"], ["Winter", "-beach"], { json: true }],
  ])("%j", (args, words, options) => {
    expect(program().run(...args)).toEqual({ words, options });
  });

  test("what begins with two is an option, and an unknown one is refused", () => {
    expect(() => program().run("search", "beach", "--snow")).toThrow(/unknown option '--snow'/);
    expect(() => program().run("search", "--limit")).toThrow(/argument missing/);
  });

  test("help is still help", () => {
    expect(() => program().run("search", "-h")).toThrow(expect.objectContaining({ exitCode: 0 }));
  });
});

test("other commands are left as they are, whatever they are given", () => {
  const { root } = program();
  fc.assert(
    fc.property(fc.array(fc.constantFrom("stats", "-x", "--", "--json", "beach", "searches")), (rest) => {
      const args = ["stats", ...rest];
      expect(withQueryLast(root, args)).toEqual(args);
    }),
  );
});

test("words come out as they went in, in their order, wherever options stand between them", () => {
  const word = fc.constantFrom("beach", "-snow", "-0x", "-rating:>3", "🐶", "שלום", "-l", "a -b");
  const option = fc.constantFrom(["--json"], ["--limit", "3"], ["-0"], ["--like", "-a.jpg"]);
  const part = fc.oneof(
    word.map((text) => ({ words: [text], args: [text] })),
    option.map((args) => ({ words: [], args })),
  );
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const args = parts.flatMap((each) => each.args);
      expect(program().run("search", ...args)?.words).toEqual(parts.flatMap(({ words }) => words));
    }),
  );
});
