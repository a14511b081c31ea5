export interface Column {
  title: string;
  /** Numbers stand to the right. */
  align?: "left" | "right";
}

/**
 * Aligned text with a line of titles; a line ends where its text does. Widths count UTF-16 units, so free text
 * (paths) belongs in the last column, which needs no padding.
 */
export function formatTable(columns: Column[], rows: string[][]): string {
  const lines = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) => formatLine(line, columns, widths)).join("\n");
}

function formatLine(cells: string[], columns: Column[], widths: number[]): string {
  const padded = cells.map((cell, column) => {
    const width = widths[column] ?? 0;
    return columns[column]?.align === "right" ? cell.padStart(width) : cell.padEnd(width);
  });
  return padded.join("  ").trimEnd();
}

/** Two columns without titles: what it is, and how much. */
export function formatFacts(facts: [name: string, value: string][]): string {
  const nameWidth = Math.max(...facts.map(([name]) => name.length));
  return facts.map(([name, value]) => `${name.padEnd(nameWidth)}  ${value}`).join("\n");
}
