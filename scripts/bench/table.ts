/** A line of the table. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  /** Ratio to another figure of the same run, in words. */
  readonly ratio: string;
}

/** @param digits after the point */
export const row = (what: string, value: number, digits: number, unit: string, ratio = ''): Row => ({
  what,
  figure: `${value.toFixed(digits)} ${unit}`,
  ratio,
});

/** The middle value, or the upper one of two middle values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** A value in proportion to another one, with two decimals; NaN without the other. */
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
