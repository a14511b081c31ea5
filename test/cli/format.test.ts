import { describe, expect, test } from "vitest";
import { escapeControlCharacters, formatBytes, formatDateTime, formatSeconds } from "../../src/cli/format.ts";
import { createProgressBar, progressLine } from "../../src/cli/progress-bar.ts";
import { formatTable } from "../../src/cli/table.ts";

describe("names for people", () => {
  test.each([
    ["two\nlines", "two\\nlines"],
    ["red\u001b[31m", "red\\x1b[31m"],
    ["gpj.\u202ephoto", "gpj.\\u202ephoto"],
    ["caf\udce9.jpg", "caf\\udce9.jpg"],
    ["family 👨‍👩‍👧 été.jpg", "family 👨‍👩‍👧 été.jpg"],
  ])("%j is shown as %s", (name, shown) => {
    expect(escapeControlCharacters(name)).toBe(shown);
  });
});

describe("numbers for people", () => {
  test.each([
    [0, "0 bytes"],
    [999, "999 bytes"],
    [1000, "1.0 kB"],
    [1_234_567, "1.2 MB"],
    [5e15, "5.0 PB"],
  ])("%d bytes are %s", (bytes, shown) => expect(formatBytes(bytes)).toBe(shown));

  test.each([
    [3.21, "3.2 s"],
    [42.4, "42 s"],
    [59.96, "1 min 0 s"],
    [75, "1 min 15 s"],
    [7500, "2 h 5 min"],
  ])("%d seconds are %s", (seconds, shown) => expect(formatSeconds(seconds)).toBe(shown));

  test("a camera's time is shown as it stood on its clock", () => {
    expect(formatDateTime("2023-05-01T12:30:09+09:00")).toBe("2023-05-01 12:30");
    expect(formatDateTime("2023-05-01T12:30:09")).toBe("2023-05-01 12:30");
    expect(formatDateTime(null)).toBe("");
  });
});

test("columns are as wide as their widest cell, and lines end where their text does", () => {
  const columns = [{ title: "Count", align: "right" as const }, { title: "Name" }];
  expect(
    formatTable(columns, [
      ["7", "a"],
      ["1,000,000", "b"],
    ]),
  ).toBe(["    Count  Name", "        7  a", "1,000,000  b"].join("\n"));
});

describe("the progress bar", () => {
  const progress = { phase: "Indexing", done: 1234, total: 4936, perSecond: 31.24, secondsLeft: 118.5 };

  test("says what, how far, how fast and how long still", () => {
    expect(progressLine(progress)).toBe(
      "Indexing [######------------------] 1,234 of 4,936, 31.2 photos/s, 1 min 59 s left",
    );
  });

  test("shows no share of a total that is not known yet", () => {
    expect(progressLine({ ...progress, phase: "Scanning", total: null, secondsLeft: null })).toBe(
      "Scanning 1,234, 31.2 photos/s",
    );
  });

  test("counts bytes where bytes come", () => {
    const download = { phase: "Getting it", done: 210e6, total: 605e6, perSecond: 12.34e6, secondsLeft: 32 };
    expect(progressLine({ ...download, unit: "bytes" })).toBe(
      "Getting it [########----------------] 210.0 MB of 605.0 MB, 12.3 MB/s, 32 s left",
    );
  });

  function printedTo(stream: { isTTY: boolean; columns: number }): string {
    let printed = "";
    const write = (text: string) => {
      printed += text;
      return true;
    };
    const bar = createProgressBar(Object.assign(Object.create(process.stderr), { ...stream, write }));
    bar.show(progress);
    bar.clear();
    return printed;
  }

  test("stays on one line of a narrow terminal, and leaves it clean", () => {
    const printed = printedTo({ isTTY: true, columns: 40 });
    expect(printed).toMatch(/^\r\S*Indexing .{30}\r\S*K$/);
    expect(printed).not.toContain("\n");
  });

  test("is not there without a terminal", () => {
    expect(printedTo({ isTTY: false, columns: 80 })).toBe("");
  });
});
