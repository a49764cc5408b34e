import { causesOf, isBroken } from '../../engine/index.js';
import { basisOf, casesOf } from '../basis.js';
import { factsOf, findingsText, reasonOf, tally, tallyText, VERDICTS } from '../status.js';
import { type Subject, subjectText } from '../subject.js';
import { clipped } from '../text/visible-text.js';
import {
  counted,
  duration,
  evidenceText,
  examplesOf,
  exercisedText,
  followsText,
  reachedText,
  reasonHeading,
} from '../text/wording.js';
import type { WordedCause, WordedReport, WordedResult } from '../worded.js';
import { counterexampleHtml, pairs } from './counterexample-html.js';
import { filters } from './filters-html.js';
import { each, type Markup, markup, NOTHING } from './markup.js';
import { page } from './page.js';

const LONGEST_LINE = 600;

/** The report as one HTML file that works anywhere, also offline. */
export function htmlReport(report: WordedReport): string {
  const subject = subjectText(report.subject);
  const verdict = VERDICTS[report.verdict];
  const findings = findingsText(report);
  const others = report.requirements.filter((result) => !isBroken(result));
  return page(
    `${subject}: ${verdict.word}`,
    'page',
    markup`<p class="over">4shared conformance report</p>
<h1>${clipped(subject, LONGEST_LINE)}</h1>
<p class="verdict ${verdict.tone}"><strong>${verdict.word}</strong>${
      findings === '' ? NOTHING : markup`<span>${findings}</span>`
    }<span>${tallyText(report.requirements)}</span></p>
${facts(report)}${troubles(report)}${filters(tally(report.requirements))}<div class="list">
<div class="list-head" aria-hidden="true"><span>Status</span><span>Id</span><span>Requirement</span><span>Level</span><span>Evidence</span></div>
${each(causesOf(report), (cause) => causeItem(report, cause))}${each(others, (result) => item(report, result))}<p class="no-match" hidden>No requirement fits these filters.</p>
</div>
`,
  );
}

function facts(report: WordedReport): Markup {
  const texts = [
    ['Reached by', reachedText(report)],
    ...claims(report.subject),
    ['Started', report.started],
    ['Took', `${duration(report.ms)} for ${counted(casesOf(report), 'case')}`],
    ['Seed', String(report.seed)],
    ['Kit', report.kit],
    ...basisOf(report)
      .filter(({ name }) => name !== 'Cases')
      .map(({ name, text }) => [name, text] as const),
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

function troubles({ troubles: all }: WordedReport): Markup {
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

function causeItem(report: WordedReport, { result, consequences }: WordedCause): Markup {
  if (consequences.length === 0) return item(report, result);
  return markup`${item(report, result)}<details class="consequences">
<summary>${counted(consequences.length, 'consequence')} of ${result.id}</summary>
${each(consequences, (each) => item(report, each, followsText(result, each)))}</details>
`;
}

/** @param follows how it relates to its cause, if it has one */
function item(report: WordedReport, result: WordedResult, follows = ''): Markup {
  const { id, title, level, status } = result;
  const { word, tone } = factsOf(report, result);
  const evidence = evidenceText(result.evidence);
  const key = keyOf(id, report.requirements.indexOf(result));
  const examples = examplesOf(result);
  const did = examples.map((example) => example.did);
  const words = clipped(`${id} ${title} ${evidence} ${did.join(' ')}`, LONGEST_LINE * 4).toLowerCase();
  const lines = [follows, did[0] ?? ''].filter((text) => text !== '');
  return markup`<details class="item" id="${key}" data-item data-status="${status}" data-level="${level}" data-text="${words}"${
    examples.length > 0 ? markup` data-print` : NOTHING
  }>
<summary><span><span class="status ${tone}">${word}</span></span><span class="id">${id}</span><span class="title">${title}${each(
    lines,
    (line) => markup`<span class="did">${clipped(line, LONGEST_LINE)}</span>`,
  )}</span><span class="small level">${level}</span><span class="small evidence">${evidence}</span></summary>
<div class="body">
${about(report, result)}${each(examples, (example, i) => {
  const heading = reasonHeading(i, examples.length);
  return markup`${heading === '' ? NOTHING : markup`<h2>${heading}</h2>\n`}${counterexampleHtml(example, {
    key: i === 0 ? key : `${key}:${i + 1}`,
    kind: report.subject.kind,
    report,
  })}`;
})}</div>
</details>
`;
}

function about(report: WordedReport, result: WordedResult): Markup {
  return pairs(
    [
      { name: 'why', text: reasonOf(report, result) },
      { name: 'seen', text: exercisedText(result) },
      { name: 'ran', text: `${counted(result.runs, 'case')} made for it in ${duration(result.ms)}` },
    ].filter(({ text }) => text !== ''),
  );
}

/** An id for the page: the requirement's own where it can be one, so that links to it last. */
export const keyOf = (id: string, index: number): string =>
  /^[A-Za-z][\w.-]*$/.test(id) ? id : `at:${index}`;
