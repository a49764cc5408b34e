export { withFewBytes } from './few-bytes.js';
export {
  type Counterexample,
  type Report,
  type ReportFacts,
  type ReportVerdict,
  type RequirementResult,
  reportOf,
  type Status,
  type Trouble,
} from './report.js';
export { shellWords } from './shell-words.js';
export { reasonOf } from './status.js';
export { type ClientSubject, ComparisonError, type ServerSubject, type Subject } from './subject.js';
export { amount, exchangeText } from './text/exchange-text.js';
export {
  bytes,
  counted,
  evidenceText,
  examplesOf,
  type NamedText,
  printedTexts,
  reasonHeading,
} from './text/wording.js';
