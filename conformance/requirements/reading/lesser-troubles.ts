import type { CaseRule, ConformanceCase } from '../../scenarios/case.js';
import type { ActInput, StepName } from '../../scenarios/rules.js';

/** Answers that say in a plain way that a call has failed. */
export const FAULT: ActInput = { act: 'fault', text: 'Internal error' };
export const HTTP_ERROR: ActInput = { act: 'status', status: 500, body: '' };

/** The same case with another answer where its rules get in the way. */
export const answeringWith = (situation: ConformanceCase, act: ActInput): ConformanceCase => ({
  ...situation,
  rules: situation.rules.map((rule) => ({ ...rule, do: [act] })),
});

/** The same case with a 0 where its rules leave a number out. */
export const withZero = (situation: ConformanceCase): readonly ConformanceCase[] =>
  situation.rules.map((rule) => {
    const others = situation.rules.filter((other) => other !== rule);
    const limit = LIMITS[functionOf(rule)];
    return limit === undefined
      ? { ...situation, rules: [...others, { ...rule, do: [{ act: 'return', value: '0' }] }] }
      : { ...situation, rules: others, account: { ...situation.account, [limit]: '0' } };
  });

const LIMITS: Partial<Record<StepName | '', keyof ConformanceCase['account']>> = {
  getFreeSpace: 'freeSpace',
  getMaxFileSize: 'maxFileSize',
};

const functionOf = ({ on }: CaseRule): StepName | '' =>
  (on as { readonly function?: StepName }).function ?? '';
