/** Rules that make the service misbehave. `rule-schema.ts`, which reads them from JSON, is loaded on first use. */

export type { AccountAct, Act, AnswerAct, JsonValue, Moment, PartAct, RefusalCode, WireAct } from './act.js';
export { hasNoBody, performs, pickAnswer, type ReplacingAct, storing } from './answer.js';
export { resultOf, UnfitResult } from './result-of.js';
export { rewriteAddress, rewriteResult } from './rewrite.js';
export type { ExchangeFacts, Rule, Trigger } from './rule.js';
export { type ArmedRules, type Firing, RuleBook, RuleClash, type RuleReport } from './rule-book.js';
export { RuleError } from './rule-error.js';
export type { RuleInput } from './rule-schema.js';
export { CutOff, shapeBytes, wireActs } from './shape-bytes.js';
export { writeRule } from './write-rule.js';
