import type { Counterexample } from '../report.js';
import type { SubjectKind } from '../subject.js';
import { clipped } from '../text/visible-text.js';
import { counted, type NamedText } from '../text/wording.js';
import { shortened, type TraceGap, type TraceRow, traceOf } from '../wire-trace.js';
import { each, type Markup, markup, NOTHING } from './markup.js';

/** Longer traces are shown in part; the JSON has all of it. */
const MOST_ROWS = 200;
const LONGEST_VALUE = 4000;

type Row = TraceRow | TraceGap;

interface Words {
  /** Above the requests. */
  readonly requests: string;
  /** Above what is expected. */
  readonly due: string;
  readonly nothing: string;
  /** When no single step shows the failure. */
  readonly elsewhere: string;
}

/** A client is judged by its requests, a server by its responses. */
const WORDS: Readonly<Record<SubjectKind, Words>> = {
  client: {
    requests: 'what came',
    due: 'what should have come',
    nothing: 'Nothing came at all.',
    elsewhere:
      'No single step shows it: it is in what did not come, or in an outcome that the client reported.',
  },
  server: {
    requests: 'what was sent',
    due: 'what the response should have been',
    nothing: 'Nothing was sent at all.',
    elsewhere: 'No single step shows it: it is in what the steps come to together.',
  },
};

/** What went over the wire as a table, and beside what shows the failure, what should have been there. */
export function wireTrace({ journal, seqs, should }: Counterexample, kind: SubjectKind): Markup {
  const words = WORDS[kind];
  const all = traceOf(journal, seqs);
  const rows = shortened(all, MOST_ROWS);
  const first = rows.find(offends);
  return markup`<table class="trace">
<thead><tr><th scope="col" class="seq">step</th><th scope="col">${words.requests}</th><th scope="col">response</th><th scope="col" class="due">${words.due}</th></tr></thead>
<tbody>
${each(rows, (row, i) =>
  row.is === 'gap'
    ? gap(row)
    : exchange(row, due(rows, i, row === first ? should : `As beside step ${first?.seq}.`)),
)}${first === undefined ? nothingShowsIt(all.length === 0 ? words.nothing : words.elsewhere, should) : NOTHING}</tbody>
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
  const response = clipped(row.response, LONGEST_VALUE);
  const named = ({ name, text }: NamedText) =>
    markup`<span class="argument mono clip"><i>${name}</i> ${clipped(text, LONGEST_VALUE)}</span>`;
  const remark = (text: string) => markup`<span class="remark">${clipped(text, LONGEST_VALUE)}</span>`;
  const { wire } = row;
  return markup`<tr${row.offending ? markup` class="offending"` : NOTHING}><td class="seq">${row.seq}</td><td><b class="mono">${row.what}</b>${each(row.arguments, named)}${each(row.remarks, remark)}${bytes(wire?.request)}</td><td class="response mono${row.fine ? '' : ' bad'}"><span class="clip">${response}</span>${bytes(wire?.reply)}</td>${beside}</tr>
`;
}

const bytes = (text: string | undefined): Markup =>
  text === undefined
    ? NOTHING
    : markup`<details class="wire"><summary>bytes</summary><pre class="clip">${text}</pre></details>`;

const gap = ({ count }: TraceGap): Markup =>
  markup`<tr class="gap"><td colspan="4">${counted(count, 'step')} not shown here; the JSON has all of them</td></tr>
`;

/** Such as when something did not come at all, or the client claims what is not so. */
const nothingShowsIt = (why: string, should: string): Markup =>
  markup`<tr class="offending"><td class="seq"></td><td colspan="2">${why}</td><td class="due now">${should}</td></tr>
`;
