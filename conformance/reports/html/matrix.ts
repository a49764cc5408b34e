import { isFailing, type Level } from '../../engine/index.js';
import { keptText } from '../basis.js';
import { ALL_STATUSES, factsOf, VERDICTS } from '../status.js';
import { kindOfAll, type SubjectKind, subjectText } from '../subject.js';
import { clipped } from '../text/visible-text.js';
import { counted } from '../text/wording.js';
import type { WordedReport, WordedResult } from '../worded.js';
import { counterexampleHtml } from './counterexample-html.js';
import { chips, filters } from './filters-html.js';
import { keyOf } from './html.js';
import { each, type Markup, markup, NOTHING } from './markup.js';
import { page } from './page.js';

const LONGEST_LINE = 600;

const LEGENDS: Readonly<Record<SubjectKind, string>> = { client: 'Clients', server: 'Servers' };

interface Row {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  /** One for each report, undefined where a report does not have the requirement. */
  readonly results: readonly (WordedResult | undefined)[];
}

/**
 * Several reports in one HTML file: requirements down, clients or servers across.
 * @throws ComparisonError when there are reports of both
 */
export function htmlMatrix(reports: readonly WordedReport[]): string {
  const kind = kindOfAll(reports);
  const rows = rowsOf(reports);
  return page(
    `${counted(reports.length, kind)} compared`,
    'wide',
    markup`<p class="over">4shared conformance</p>
<h1>${counted(reports.length, kind)}, ${counted(rows.length, 'requirement')}</h1>
${filters(talliesOf(rows), [chips(LEGENDS[kind], 'differs', [{ value: 'yes', label: 'differ' }])])}<div class="scroll" role="region" aria-label="Requirements and ${kind}s" tabindex="0">
<table class="matrix">
<thead><tr><th scope="col">Requirement</th>${each(reports, heading)}</tr></thead>
<tbody>
${each(rows, (row, i) => line(reports, row, i, kind))}</tbody>
</table>
<p class="no-match" hidden>No requirement fits these filters.</p>
</div>
${counterexamples(reports, rows, kind)}`,
  );
}

function rowsOf(reports: readonly WordedReport[]): Row[] {
  const tables = reports.map(
    ({ requirements }) => new Map(requirements.map((result) => [result.id, result])),
  );
  const all = new Map(
    reports.flatMap(({ requirements }) => requirements.map((result) => [result.id, result])),
  );
  return [...all.values()].map(({ id, title, level }) => ({
    id,
    title,
    level,
    results: tables.map((table) => table.get(id)),
  }));
}

/** How many requirements have a status with any of the clients or servers. */
const talliesOf = (rows: readonly Row[]) =>
  ALL_STATUSES.map((status) => ({
    status,
    count: rows.filter(({ results }) => results.some((result) => result?.status === status)).length,
  })).filter(({ count }) => count > 0);

function heading(report: WordedReport): Markup {
  const { subject, verdict, requirements, started } = report;
  const { word, tone } = VERDICTS[verdict];
  const failing = requirements.filter((result) => isFailing(report, result)).length;
  return markup`<th scope="col">${clipped(subjectText(subject), 80)}<span class="small">${clipped(started, 40)}</span><span class="score"><span class="status ${tone}">${word}</span> <span class="small">${keptText(report)} kept, ${failing} failing</span></span></th>`;
}

function line(
  reports: readonly WordedReport[],
  { id, title, level, results }: Row,
  index: number,
  kind: SubjectKind,
): Markup {
  const statuses = [...new Set(results.map((result) => result?.status ?? 'absent'))];
  const words = clipped(`${id} ${title}`, LONGEST_LINE).toLowerCase();
  const cells = reports.map((report, column) =>
    cell(report, results[column], keyIn(kind, column, id, index)),
  );
  return markup`<tr data-item data-status="${statuses.join(' ')}" data-level="${level}" data-differs="${statuses.length > 1 ? 'yes' : 'no'}" data-text="${words}"><th scope="row"><b>${id}</b> <span class="quiet">${level}</span><span class="small">${clipped(title, LONGEST_LINE)}</span></th>${cells}</tr>
`;
}

function cell(report: WordedReport, result: WordedResult | undefined, key: string): Markup {
  if (result === undefined) return markup`<td class="quiet">absent</td>`;
  const { word, tone } = factsOf(report, result);
  return markup`<td class="${tone}">${result.counterexample ? markup`<a href="#${key}">${word}</a>` : word}</td>`;
}

const keyIn = (kind: SubjectKind, column: number, id: string, index: number): string =>
  `${kind}${column + 1}.${keyOf(id, index)}`;

function counterexamples(reports: readonly WordedReport[], rows: readonly Row[], kind: SubjectKind): Markup {
  const pieces = reports.flatMap((report, column) => {
    const details = rows.flatMap((row, i) =>
      detail(report, row.results[column], keyIn(kind, column, row.id, i), kind),
    );
    if (details.length === 0) return [];
    return [
      markup`<h2>${clipped(subjectText(report.subject), LONGEST_LINE)}: ${counted(details.length, 'counterexample')}</h2>
<div class="list">
${details}</div>
`,
    ];
  });
  return pieces.length === 0 ? NOTHING : markup`${pieces}`;
}

function detail(
  report: WordedReport,
  result: WordedResult | undefined,
  key: string,
  kind: SubjectKind,
): Markup[] {
  if (!result?.counterexample) return [];
  const { id, title, level, counterexample } = result;
  const { word, tone } = factsOf(report, result);
  return [
    markup`<details class="item" id="${key}" data-print>
<summary><span><span class="status ${tone}">${word}</span></span><span class="id">${id}</span><span class="title">${title}<span class="did">${clipped(counterexample.did, LONGEST_LINE)}</span></span><span class="small level">${level}</span></summary>
<div class="body">
${counterexampleHtml(counterexample, { key, kind, report })}</div>
</details>
`,
  ];
}
