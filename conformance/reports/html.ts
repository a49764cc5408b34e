import { counterexampleHtml, pairs } from './counterexample-html.js';
import { filters } from './filters-html.js';
import { each, type Markup, markup, NOTHING } from './markup.js';
import { page } from './page.js';
import type { Report, RequirementResult } from './report.js';
import { reasonOf, STATUSES, tally, tallyText, VERDICTS } from './status.js';
import { type Subject, subjectText } from './subject.js';
import { clipped } from './visible-text.js';
import { counted, duration, evidenceText, reachedText } from './wording.js';

const LONGEST_LINE = 600;

/** The report as one HTML file that works anywhere, also offline. */
export function htmlReport(report: Report): string {
  const subject = subjectText(report.subject);
  const verdict = VERDICTS[report.verdict];
  return page(
    `${subject}: ${verdict.word}`,
    'page',
    markup`<p class="over">4shared conformance report</p>
<h1>${clipped(subject, LONGEST_LINE)}</h1>
<p class="verdict ${verdict.tone}"><strong>${verdict.word}</strong><span>${tallyText(report.requirements)}</span></p>
${facts(report)}${troubles(report)}${filters(tally(report.requirements))}<div class="list">
<div class="list-head" aria-hidden="true"><span>Status</span><span>Id</span><span>Requirement</span><span>Level</span><span>Evidence</span></div>
${each(report.requirements, (result, i) => item(report, result, i))}<p class="nobody" hidden>No requirement fits these filters.</p>
</div>
`,
  );
}

function facts(report: Report): Markup {
  const runs = report.requirements.reduce((sum, result) => sum + result.runs, 0);
  const texts = [
    ['Reached by', reachedText(report)],
    ...claims(report.subject),
    ['Started', report.started],
    ['Took', `${duration(report.ms)} for ${counted(runs, 'case')}`],
    ['Seed', String(report.seed)],
    ['Kit', report.kit],
  ] as const;
  return markup`<dl class="facts">
${each(texts, ([name, text]) => markup`<div><dt>${name}</dt><dd>${clipped(text, LONGEST_LINE)}</dd></div>\n`)}</dl>
`;
}

/** A server claims nothing: it is asked for all that its interface has. */
const claims = (subject: Subject): (readonly [string, string])[] =>
  subject.kind === 'client'
    ? [['Claims', `${subject.operations.join(', ')}${subject.rootOnly ? ', to the root only' : ''}`]]
    : [];

function troubles({ troubles: all }: Report): Markup {
  if (all.length === 0) return NOTHING;
  return markup`<h2>Trouble</h2>
<ul class="troubles">
${each(
  all,
  ({ blame, requirement, message }) =>
    markup`<li><b>${blame}</b>${requirement ? markup` (${requirement})` : NOTHING}: ${clipped(message, LONGEST_LINE * 4)}</li>\n`,
)}</ul>
`;
}

function item(report: Report, result: RequirementResult, index: number): Markup {
  const { id, title, level, status, counterexample: example } = result;
  const { word, tone } = STATUSES[status];
  const evidence = evidenceText(result.evidence);
  const key = keyOf(id, index);
  const words = clipped(`${id} ${title} ${evidence} ${example?.did ?? ''}`, LONGEST_LINE * 4).toLowerCase();
  return markup`<details class="item" id="${key}" data-item data-status="${status}" data-level="${level}" data-text="${words}"${
    example ? markup` data-print` : NOTHING
  }>
<summary><span><span class="status ${tone}">${word}</span></span><span class="id">${id}</span><span class="title">${title}${
    example ? markup`<span class="did">${clipped(example.did, LONGEST_LINE)}</span>` : NOTHING
  }</span><span class="small level">${level}</span><span class="small evidence">${evidence}</span></summary>
<div class="body">
${about(report, result)}${example ? counterexampleHtml(example, key, report.subject.kind) : NOTHING}</div>
</details>
`;
}

function about(report: Report, result: RequirementResult): Markup {
  const reason = reasonOf(report, result);
  const run = `${counted(result.runs, 'case')} in ${duration(result.ms)}`;
  return pairs([...(reason === '' ? [] : [{ name: 'why', text: reason }]), { name: 'ran', text: run }]);
}

/** An id for the page: the requirement's own where it can be one, so that links to it last. */
export const keyOf = (id: string, index: number): string =>
  /^[A-Za-z][\w.-]*$/.test(id) ? id : `at:${index}`;
