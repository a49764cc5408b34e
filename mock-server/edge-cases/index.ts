/** Rules that make the service misbehave. `rule-schema.ts`, which reads them from JSON, is loaded on first use. */

export type {
  AccountAct,
  Act,
  JsonValue,
  Moment,
  PartAct,
  RefusalCode,
  ResponseAct,
  WireAct,
} from './act.js';
export { hasNoBody, performs, type ReplacingAct, replacementIn, storing } from './replacement.js';
export { resultOf, UnfitResult } from './result-of.js';
export { rewriteAddress, rewriteResult } from './rewrite.js';
export { type ExchangeFacts, type Rule, RuleError, type Trigger } from './rule.js';
export { type ArmedRules, type Firing, RuleBook, RuleClash, type RuleReport } from './rule-book.js';
export type { RuleInput } from './rule-schema.js';
export { CutOff, shapeBytes, wireActs } from './shape-bytes.js';
export { writeRule } from './write-rule.js';
