import type { Cause } from '../engine/index.js';
import type { Counterexample, Report, RequirementResult } from './report.js';
import type { NamedText } from './text/wording.js';

/** A case of the client suite as reports show it: its JSON, and the words that the suite has for it. */
export interface WordedCase {
  readonly json: unknown;
  /** Each name comes once; a text may have several lines. */
  readonly texts: readonly NamedText[];
}

/** A report whose cases are in words. */
export type WordedReport = Report<WordedCase>;
/** The result of a requirement whose cases are in words. */
export type WordedResult = RequirementResult<WordedCase>;
/** A counterexample whose case is in words. */
export type WordedExample = Counterexample<WordedCase>;
/** A cause with its consequences, whose cases are in words. */
export type WordedCause = Cause<WordedResult>;

/** What all renderers take: the report with its cases in words. @param caseTexts words a case of the suite */
export const wordedBy =
  <Case>(caseTexts: (testCase: Case) => readonly NamedText[]) =>
  (report: Report<Case>): WordedReport => {
    const example = ({ case: testCase, ...rest }: Counterexample<Case>): WordedExample => ({
      ...rest,
      ...(testCase !== undefined && { case: { json: testCase, texts: caseTexts(testCase) } }),
    });
    const result = ({ counterexample, others, ...rest }: RequirementResult<Case>): WordedResult => ({
      ...rest,
      ...(counterexample && { counterexample: example(counterexample) }),
      ...(others && { others: others.map(example) }),
    });
    return { ...report, requirements: report.requirements.map(result) };
  };
