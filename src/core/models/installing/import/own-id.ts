/** A folder's name as the beginning of an id: lower case, without accents, of the letters that an id may have. */
export function idFromName(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, "");
  return plain.slice(0, 80) || "model";
}

/** "name", "name-2", "name-3", ... */
export function* idCandidates(name: string): Generator<string> {
  const first = idFromName(name);
  yield first;
  for (let number = 2; ; number++) yield `${first}-${number}`;
}
