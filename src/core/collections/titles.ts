const quoted = (name: string): string => `“${name}”`;

const wholeNumbers = new Intl.NumberFormat("en-US");

const photos = (count: number): string => `${wholeNumbers.format(count)} ${count === 1 ? "photo" : "photos"}`;

/** More are counted. */
const mostNamed = 3;

function named(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed).map(quoted);
  const rest = names.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}

/** What was done, for people. */
export const titles = {
  created: (name: string, count: number) => `Created ${quoted(name)} with ${photos(count)}`,
  renamed: (from: string, to: string) => `Renamed ${quoted(from)} to ${quoted(to)}`,
  ownInQdrant: (name: string, isOwn: boolean) =>
    `Made ${quoted(name)} ${isOwn ? "a collection of its own" : "no longer a collection of its own"} in Qdrant`,
  added: (name: string, count: number) => `Added ${photos(count)} to ${quoted(name)}`,
  removed: (name: string, count: number) => `Took ${photos(count)} out of ${quoted(name)}`,
  merged: (names: readonly string[], into: string) => `Merged ${named(names)} into ${quoted(into)}`,
  split: (from: string, into: string, count: number) =>
    `Split ${photos(count)} off ${quoted(from)} into ${quoted(into)}`,
  deleted: (name: string, count: number) => `Deleted ${quoted(name)} with ${photos(count)}`,
  imported: (name: string, count: number) => `Imported ${quoted(name)} with ${photos(count)}`,
  undone: (title: string) => `Undid: ${withoutPrefix(title)}`,
  redone: (title: string) => `Redid: ${withoutPrefix(title)}`,
};

function withoutPrefix(title: string): string {
  return title.replace(/^(Undid|Redid): /, "");
}
