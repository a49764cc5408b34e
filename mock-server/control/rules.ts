import * as v from 'valibot';
import { type JsonValue, type Rule, type RuleReport, writeRule } from '../edge-cases/index.js';
import { readRule, readRules, ruleSchema } from '../edge-cases/rule-schema.js';
import { jsonOf } from './body.js';
import { notFound, type Problem } from './problem.js';
import type { Context } from './request.js';
import { type Body, route } from './route.js';
import { whole } from './schemas.js';

const ruleStates = v.picklist(['armed', 'fired', 'spent']);

/** A rule and its state. */
export const ruleReport = v.strictObject({
  rule: ruleSchema,
  state: v.pipe(
    ruleStates,
    v.description(
      '`armed`: has not fired; `fired`: has fired, and can again; `spent`: has fired `times` times.',
    ),
  ),
  matched: whole('Number of exchanges that matched, apart from `nth`.'),
  fired: whole('Number of times it fired.'),
});

/** A rule with its state and counts as JSON. */
export const writeReport = ({ rule, ...counts }: RuleReport): JsonValue => ({
  rule: writeRule(rule),
  ...counts,
});

const params = { id: 'Id of the rule, such as r1.' };

const rulesBody: Body<readonly Rule[]> = {
  schema: v.union([ruleSchema, v.array(ruleSchema)]),
  example: {
    on: { kind: 'call', operation: 'getFreeSpace' },
    do: [{ act: 'fault', text: 'Try again later' }],
    times: 2,
  },
  read: (sent) => {
    const json = jsonOf(sent);
    return Array.isArray(json) ? readRules(json) : [readRule(json)];
  },
};

const unknown = (id: string, { here }: Context): Problem =>
  notFound(
    `There is no rule "${id}"`,
    here.rules.list().map(({ rule }) => rule.id),
  );

/** Rules of the namespace: arm, list, disarm. */
export const ruleRoutes = [
  route({
    method: 'POST',
    path: '/rules',
    operationId: 'armRules',
    summary: 'Arm a rule, or several: all or none',
    body: rulesBody,
    answers: {
      201: { description: 'They are armed.', schema: v.strictObject({ rules: v.array(ruleReport) }) },
    },
    problems: ['clash'],
    handle: ({ body }, { here }) => ({ value: { rules: here.armRead(body).map(writeReport) } }),
  }),
  route({
    method: 'GET',
    path: '/rules',
    operationId: 'listRules',
    summary: 'All rules, with how often they fired; `state=armed` selects the unused ones',
    query: { state: v.optional(v.pipe(ruleStates, v.description('Only rules in this state.'))) },
    answers: {
      200: {
        description: 'The rules, in the order of arming.',
        schema: v.strictObject({ rules: v.array(ruleReport) }),
      },
    },
    handle: ({ query: { state } }, { here }) => ({
      value: {
        rules: here.rules
          .list()
          .filter((report) => state === undefined || report.state === state)
          .map(writeReport),
      },
    }),
  }),
  route({
    method: 'GET',
    path: '/rules/{id}',
    operationId: 'getRule',
    summary: 'One rule, with how often it fired',
    params,
    answers: { 200: { description: 'The rule.', schema: ruleReport } },
    problems: ['not-found'],
    handle: ({ params: { id = '' } }, context) => {
      const report = context.here.rules.get(id);
      if (!report) throw unknown(id, context);
      return { value: writeReport(report) };
    },
  }),
  route({
    method: 'DELETE',
    path: '/rules/{id}',
    operationId: 'disarmRule',
    summary: 'Disarm a rule',
    params,
    answers: { 204: { description: 'It is removed.' } },
    problems: ['not-found'],
    handle: ({ params: { id = '' } }, context) => {
      if (!context.here.rules.disarm(id)) throw unknown(id, context);
      return {};
    },
  }),
  route({
    method: 'DELETE',
    path: '/rules',
    operationId: 'clearRules',
    summary: 'Disarm all rules',
    answers: { 204: { description: 'They are removed.' } },
    handle: (_, { here }) => {
      here.rules.clear();
      return {};
    },
  }),
];
