import { describe, expect, it } from "vitest";
import { csvLine } from "../../../src/core/files/csv-line.ts";

describe("a line of CSV", () => {
  it("quotes what RFC 4180 says has to be quoted, and ends in CR LF", () => {
    expect(csvLine(["plain", "a,b", 'say "cheese"', "two\nlines", ""])).toBe(
      'plain,"a,b","say ""cheese""","two\nlines",\r\n',
    );
  });

  it("is never a formula to a spreadsheet", () => {
    const hostile = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\tx", "\r=1"];
    for (const cell of hostile) expect(csvLine([cell])).toMatch(/^"?'/);
    expect(csvLine(["/photos/=1.jpg", "a-b"])).toBe("/photos/=1.jpg,a-b\r\n");
  });
});
