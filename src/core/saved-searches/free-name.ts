import { nameKeyOf } from "../../contract/collection-name-key.ts";
import { mostSearchNameCharacters } from "../../contract/searches.ts";

/** The name itself, then "Beach 2", "Beach 3", ...: a long one is shortened, so that the number fits. */
export function* namesLike(name: string): Generator<{ name: string; nameKey: string }> {
  yield { name, nameKey: nameKeyOf(name) };
  for (let number = 2; ; number++) {
    const suffix = ` ${number}`;
    // By whole characters: half of a pair is none.
    let start = name.slice(0, mostSearchNameCharacters - suffix.length);
    if (!start.isWellFormed()) start = start.slice(0, -1);
    const numbered = start.trimEnd() + suffix;
    yield { name: numbered, nameKey: nameKeyOf(numbered) };
  }
}
