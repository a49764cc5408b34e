import { each, type Markup, markup, NOTHING } from './markup.js';
import type { Counterexample } from './report.js';
import { clipped } from './visible-text.js';
import { shortened, type TraceGap, type TraceRow, traceOf } from './wire-trace.js';
import { counted, type NamedText } from './wording.js';

/** Longer traces are shown in part; the JSON has all of it. */
const MOST_ROWS = 200;
const LONGEST_VALUE = 4000;

type Row = TraceRow | TraceGap;

/** What went over the wire as a table, and beside what shows the failure, what should have come. */
export function wireTrace({ journal, seqs, should }: Counterexample): Markup {
  const all = traceOf(journal, seqs);
  const rows = shortened(all, MOST_ROWS);
  const first = rows.find(offends);
  return markup`<table class="trace">
<thead><tr><th scope="col" class="seq">step</th><th scope="col">what came</th><th scope="col">answer</th><th scope="col" class="due">what should have come</th></tr></thead>
<tbody>
${each(rows, (row, i) =>
  row.is === 'gap'
    ? gap(row)
    : exchange(row, due(rows, i, row === first ? should : `As beside step ${first?.seq}.`)),
)}${first === undefined ? nothingShowsIt(all.length, should) : NOTHING}</tbody>
</table>
`;
}

const offends = (row: Row | undefined): row is TraceRow => row?.is === 'exchange' && row.offending;

/** One cell beside each run of offending rows, an empty one beside each other row. */
function due(rows: readonly Row[], i: number, text: string): Markup {
  if (!offends(rows[i])) return markup`<td class="due"></td>`;
  if (offends(rows[i - 1])) return NOTHING;
  const end = rows.findIndex((row, j) => j > i && !offends(row));
  return markup`<td class="due now" rowspan="${(end < 0 ? rows.length : end) - i}">${text}</td>`;
}

function exchange(row: TraceRow, beside: Markup): Markup {
  const answer = clipped(row.answer, LONGEST_VALUE);
  const named = ({ name, text }: NamedText) =>
    markup`<span class="argument mono clip"><i>${name}</i> ${clipped(text, LONGEST_VALUE)}</span>`;
  const remark = (text: string) => markup`<span class="remark">${clipped(text, LONGEST_VALUE)}</span>`;
  return markup`<tr${row.offending ? markup` class="offending"` : NOTHING}><td class="seq">${row.seq}</td><td><b class="mono">${row.what}</b>${each(row.arguments, named)}${each(row.remarks, remark)}</td><td class="answer mono${row.fine ? '' : ' bad'}"><span class="clip">${answer}</span></td>${beside}</tr>
`;
}

const gap = ({ count }: TraceGap): Markup =>
  markup`<tr class="gap"><td colspan="4">${counted(count, 'step')} not shown here; the JSON has all of them</td></tr>
`;

/** Such as when something did not come at all, or the client claims what is not so. */
const nothingShowsIt = (steps: number, should: string): Markup =>
  markup`<tr class="offending"><td class="seq"></td><td colspan="2">${
    steps === 0
      ? 'Nothing came at all.'
      : 'No single step shows it: it is in what did not come, or in what the client said.'
  }</td><td class="due now">${should}</td></tr>
`;
