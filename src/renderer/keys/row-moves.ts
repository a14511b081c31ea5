interface Rows {
  count: number;
  /** -1: none. */
  selected: number;
  /** As many rows as are seen at once. */
  inView: number;
  select(index: number): void;
}

/** What arrows, pages, Home and End do in a list of rows, by the key; never beyond its ends. */
export function rowMoves({ count, selected, inView, select }: Rows): Record<string, () => void> {
  // A row that was seen stays in sight.
  const page = Math.max(1, Math.floor(inView) - 1);
  const move = (to: number) => select(Math.max(0, Math.min(count - 1, to)));
  return {
    ArrowDown: () => move(selected + 1),
    ArrowUp: () => move(selected - 1),
    PageDown: () => move(selected + page),
    PageUp: () => move(selected - page),
    Home: () => move(0),
    End: () => move(count - 1),
  };
}

/** The same for the list behind `?`. */
export function listedRowMoves(what: string): { name: string; keys: readonly string[] }[] {
  return [
    { name: `Move from ${what} to ${what}`, keys: ["ArrowUp", "ArrowDown"] },
    { name: `Move by a screen of ${what}s`, keys: ["PageUp", "PageDown"] },
    { name: `First and last ${what}`, keys: ["Home", "End"] },
  ];
}
