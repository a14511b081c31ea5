import { constants } from "node:os";

/** Linux's own, which Node has no names for (asm-generic/errno.h). */
const namesOnLinux: Readonly<Record<number, string>> = {
  117: "EUCLEAN",
  123: "ENOMEDIUM",
  126: "ENOKEY",
};

const names = new Map(Object.entries(constants.errno).map(([name, number]) => [number, name]));

/**
 * What the system calls an error that libuv has no name for and Node reports as "Unknown system error -116": ESTALE,
 * EDQUOT and EUCLEAN are among them.
 * @param errno as Node gives it, negative
 */
export function nameOfErrno(errno: number): string {
  const number = Math.abs(errno);
  const own = process.platform === "linux" ? namesOnLinux[number] : undefined;
  return names.get(number) ?? own ?? `errno ${number}`;
}
