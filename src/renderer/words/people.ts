import type { Person } from "../../contract/index.ts";

/** Those who are named, in their order. */
export function namesOf(people: readonly Person[]): string[] {
  return people.flatMap(({ name }) => name ?? []);
}

/** "2 faces without a name"; undefined where all have one. */
export function unnamedFaces(people: readonly Person[]): string | undefined {
  const unnamed = people.length - namesOf(people).length;
  if (unnamed === 0) return undefined;
  return unnamed === 1 ? "1 face without a name" : `${unnamed} faces without a name`;
}
