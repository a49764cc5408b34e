import { BLOCKS, type Dimension } from '../../conformance/client-suite/index.js';

/** Number of shown values of one reason. */
const MOST_SHOWN = 5;
/** A longer value is cut to its first characters. */
const LONGEST_SHOWN = 60;
const SHOWN_OF_LONG = 12;

/** The corners of all dimensions by reason, as a Markdown table. */
export function cornerTable(): string {
  const dimensions = new Map<string, Dimension>();
  // The first block with a dimension has all of its corners.
  for (const block of BLOCKS)
    for (const each of block.dimensions) if (!dimensions.has(each.name)) dimensions.set(each.name, each);
  const rows = [...dimensions.values()].flatMap(rowsOf);
  return ['| of each case | values | why |', '| --- | --- | --- |', ...rows].join('\n');
}

function rowsOf({ name, corners }: Dimension): string[] {
  const reasons = new Map<string, unknown[]>();
  for (const { value, why } of corners) reasons.set(why, [...(reasons.get(why) ?? []), value]);
  return [...reasons].map(([why, values]) => `| ${name} | ${valuesText(values)} | ${why} |`);
}

function valuesText(values: readonly unknown[]): string {
  const shown = values.slice(0, MOST_SHOWN).map(valueText);
  const more = values.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** As JSON in a code span of a table, with invisible characters escaped. */
function valueText(value: unknown): string {
  const json = JSON.stringify(value).replace(/[^\P{C}]|[^\P{Z} ]/gu, escaped);
  const isLong = json.length > LONGEST_SHOWN;
  const text = isLong ? `${[...json].slice(0, SHOWN_OF_LONG).join('')}..."` : json;
  const fence = '`'.repeat(Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length)) + 1);
  const code = `${fence}${text.replaceAll('|', '\\|')}${fence}`;
  return isLong && typeof value === 'string' ? `${code} of ${[...value].length} characters` : code;
}

const escaped = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`;
