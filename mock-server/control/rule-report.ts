import * as v from 'valibot';
import { type JsonValue, type RuleReport, writeRule } from '../edge-cases/index.js';
import { ruleSchema } from '../edge-cases/rule-schema.js';
import { whole } from './schemas.js';

export const ruleStates = v.picklist(['armed', 'fired', 'spent']);

/** A rule and its state. */
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
