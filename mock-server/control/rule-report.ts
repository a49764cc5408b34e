import * as v from 'valibot';
import type { JsonValue } from '../edge-cases/act.js';
import type { RuleReport } from '../edge-cases/rule-book.js';
import { ruleSchema } from '../edge-cases/rule-schema.js';
import { writeRule } from '../edge-cases/write-rule.js';
import { whole } from './schemas.js';

export const ruleStates = v.picklist(['armed', 'fired', 'spent']);

/** A rule with what became of it, as it is answered. */
export const ruleReport = v.strictObject({
  rule: ruleSchema,
  state: v.pipe(
    ruleStates,
    v.description(
      '`armed`: has not fired yet; `fired`: has, and can again; `spent`: has fired as often as it may.',
    ),
  ),
  matched: whole('How many exchanges matched all but `nth`.'),
  fired: whole('How often it has fired.'),
});

export const writeReport = ({ rule, ...counts }: RuleReport): JsonValue => ({
  rule: writeRule(rule),
  ...counts,
});
