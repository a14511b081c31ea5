import { constants } from "node:os";
import { describe, expect, it } from "vitest";
import { fromSystemError, isGone, systemCodeOf } from "../../../src/core/errors.ts";

/** As Node reports what libuv has no name for. */
function unnamed(errno: number): Error {
  const code = `Unknown system error ${-errno}`;
  return Object.assign(new Error(`${code}: ${code}, lstat '/a'`), { code, errno: -errno, syscall: "lstat" });
}

describe("an error of the system that Node has no name for", () => {
  it("has its name all the same, and never means gone", () => {
    const errors = [constants.errno.ESTALE, constants.errno.EDQUOT].map(unnamed);
    expect(errors.map(systemCodeOf)).toEqual(["ESTALE", "EDQUOT"]);
    expect(errors.map(isGone)).toEqual([false, false]);
    expect(errors.map((error) => fromSystemError(error, "/a").code)).toEqual(["UNREADABLE", "DISK_FULL"]);
    if (process.platform === "linux")
      expect(fromSystemError(unnamed(117), "/a").message).toBe("The file system is damaged here (EUCLEAN).");
  });

  it("is told by its number where it has none at all", () => {
    expect(systemCodeOf(unnamed(4095))).toBe("errno 4095");
  });
});

describe("only what is not there", () => {
  it("is gone", () => {
    const code = (name: string) => Object.assign(new Error(name), { code: name });
    expect(["ENOENT", "ENOTDIR"].map(code).every(isGone)).toBe(true);
    const others = Object.keys(constants.errno).filter((name) => name !== "ENOENT" && name !== "ENOTDIR");
    expect(others.map(code).filter(isGone)).toEqual([]);
    expect(others.map((name) => fromSystemError(code(name), "/a").code)).not.toContain("VANISHED");
  });
});
