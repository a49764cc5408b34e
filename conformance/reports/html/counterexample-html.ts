import type { Report } from '../report.js';
import type { SubjectKind } from '../subject.js';
import { clipped } from '../text/visible-text.js';
import { counted, type NamedText, outcomeText, printedTexts, replayTexts } from '../text/wording.js';
import type { WordedExample } from '../worded.js';
import { each, type Markup, markup, NOTHING } from './markup.js';
import { wireTrace } from './wire-trace-html.js';

/** Longer texts are cut, so that a page stays usable; the JSON has all of it. */
const LONGEST_TEXT = 20_000;

interface Surroundings {
  /** Makes ids in the page that nothing else has. */
  readonly key: string;
  /** Whose failure it is. */
  readonly kind: SubjectKind;
  readonly report: Pick<Report, 'replay'>;
}

/** The smallest case that shows a failure: what happened, what should have, the case, the wire, the command that replays it. */
export function counterexampleHtml(example: WordedExample, { key, kind, report }: Surroundings): Markup {
  return markup`<div class="versus">
<div class="came"><b class="bad">What the ${kind} did</b><p>${cut(example.did)}</p></div>
<div class="due"><b class="good">What it should have done</b><p>${cut(example.should)}</p></div>
</div>
<h3>Story</h3>
<ol class="story">
${each(example.story, (sentence) => markup`<li>${cut(sentence)}</li>\n`)}</ol>
<h3>On the wire, beside what was expected</h3>
${wireTrace(example, kind)}${outcomes(example, kind)}${theCase(example)}${replay(example, key, report)}${printed(example)}`;
}

function theCase({ case: testCase, shrinks }: WordedExample): Markup {
  if (!testCase) return NOTHING;
  return markup`<h3>The case${smallest(shrinks)}</h3>
${pairs(testCase.texts)}<details class="more"><summary>The case as JSON</summary><pre><code>${cut(
    JSON.stringify(testCase.json, null, 2),
  )}</code></pre></details>
`;
}

const smallest = (shrinks: number): string =>
  shrinks === 0 ? '' : `, the smallest after ${counted(shrinks, 'step')} of shrinking`;

function replay(example: WordedExample, key: string, report: Pick<Report, 'replay'>): Markup {
  const { case: testCase, shrinks } = example;
  const [command] = replayTexts(report, example);
  if (command === undefined) return NOTHING;
  return markup`<h3>Replay${testCase ? '' : ` of the case${smallest(shrinks)}`}</h3>
<div class="token"><pre><code id="copy:${key}">${command}</code></pre><button type="button" data-copy="copy:${key}" data-script hidden>Copy</button></div>
`;
}

const cut = (text: string): string => clipped(text, LONGEST_TEXT);

function outcomes({ outcomes: all }: WordedExample, kind: SubjectKind): Markup {
  if (all.length === 0) return NOTHING;
  return markup`<h3>Outcomes that the ${kind} reported</h3>
${pairs(all.map(({ what, outcome }) => ({ name: what, text: outcomeText(outcome) })))}`;
}

const printed = (example: WordedExample): Markup =>
  markup`${each(
    printedTexts(example),
    ({ name, text }) => markup`<h3>${name}</h3>
<pre><code>${cut(text)}</code></pre>
`,
  )}`;

/** Names and texts as a definition list; long texts are cut. */
export const pairs = (texts: readonly NamedText[]): Markup =>
  markup`<dl class="pairs">${each(texts, ({ name, text }) => markup`<dt>${name}</dt><dd>${cut(text)}</dd>`)}</dl>
`;
