/** One line of the table: what was measured, the figure, and what it is aimed at. */
export interface Row {
  name: string;
  value: string;
  aim?: string;
}

export function printTable(title: string, rows: readonly Row[]): void {
  const widths = [
    Math.max(...rows.map(({ name }) => name.length)),
    Math.max(...rows.map(({ value }) => value.length)),
  ] as const;
  console.log(`\n${title}`);
  for (const { name, value, aim = "" } of rows) {
    console.log(
      `  ${name.padEnd(widths[0])}  ${value.padStart(widths[1])}  ${aim && `aim: ${aim}`}`.trimEnd(),
    );
  }
}

/** What several ways of doing the same came to, each in a column under its name. */
export function sideBySide(columns: readonly { name: string; cells: ReadonlyMap<string, string> }[]): Row[] {
  const width = Math.max(
    ...columns.flatMap(({ name, cells }) => [name, ...cells.values()]).map(({ length }) => length),
  );
  const row = (name: string, cells: readonly string[]): Row => ({
    name,
    value: cells.map((cell) => cell.padStart(width)).join("  "),
  });
  const names = [...new Set(columns.flatMap(({ cells }) => [...cells.keys()]))];
  return [
    row(
      "",
      columns.map(({ name }) => name),
    ),
    ...names.map((name) =>
      row(
        name,
        columns.map(({ cells }) => cells.get(name) ?? ""),
      ),
    ),
  ];
}

/** The value below which so many of 100 values lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

export const millis = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const perSecond = (count: number, seconds: number): string => `${(count / seconds).toFixed(1)} /s`;
