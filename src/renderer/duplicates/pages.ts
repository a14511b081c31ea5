/** Groups asked for at once. */
export const pageSize = 40;

/** Pages that hold the groups from `first` to `last`, and the first page: it has the counts. */
export function pagesOf(first: number, last: number): number[] {
  const pages = new Set([0]);
  for (let page = Math.floor(Math.max(0, first) / pageSize); page * pageSize <= last; page++) pages.add(page);
  return [...pages];
}
