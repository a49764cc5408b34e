/** A line of the table: what was measured, the figure, and the ratio to another one of the same run. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  readonly ratio: string;
}

/** The middle value; of an even number of values the upper middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** How many times the second one the first one is. */
export const ratio = (value: number, of: number | undefined): string =>
  (value / (of ?? Number.NaN)).toFixed(2);

/** Rows as a Markdown table. */
export function markdownTable(rows: readonly Row[]): string {
  const lines = [['what', 'figure', 'ratio'], ...rows.map((row) => [row.what, row.figure, row.ratio])];
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const render = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = lines;
  return [render(head), render(widths.map((width) => '-'.repeat(width))), ...body.map(render)].join('\n');
}
