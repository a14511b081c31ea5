import { describe, expect, test } from "vitest";
import { isAppAddress, isStartAddress, requireOwnPage } from "../../src/main/addresses.ts";

describe("the page's own address", () => {
  test.each(["shoebox://app/", "shoebox://app/?view=search", "shoebox://app/#photo-17"])(
    "is %s",
    (address) => {
      expect(isStartAddress(address)).toBe(true);
    },
  );

  test.each([
    "shoebox://app",
    "shoebox://app/index.html",
    "shoebox://app/media/original/1",
    "shoebox://app.evil/",
    "shoebox://evil@app/",
    "shoebox://app:80/",
    "https://app/",
    "https://example.com/?shoebox://app/",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "",
  ])("is not %s", (address) => {
    expect(isStartAddress(address)).toBe(false);
  });
});

describe("what the shell serves", () => {
  test.each(["shoebox://app/", "shoebox://app/assets/index.js", "shoebox://app/media/thumbnail/17"])(
    "includes %s",
    (address) => {
      expect(isAppAddress(address)).toBe(true);
    },
  );

  test.each(["shoebox://other/", "https://app/", "blob:shoebox://app/1", "data:text/html,x"])(
    "does not include %s",
    (address) => {
      expect(isAppAddress(address)).toBe(false);
    },
  );
});

describe("who may talk to the main process", () => {
  test("the page itself", () => {
    expect(() => requireOwnPage({ url: "shoebox://app/" })).not.toThrow();
  });

  test.each([
    null,
    { url: "https://example.com/" },
    { url: "shoebox://app/media/original/1" },
    { url: "about:blank" },
  ])("not %j", (sender) => {
    expect(() => requireOwnPage(sender)).toThrow("own page");
  });
});
