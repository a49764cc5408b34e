import type { CaseRule, ConformanceCase } from '../scenarios/case.js';
import { type ActInput, NUMBER_STEPS, type StepName } from '../scenarios/rules.js';

/** Responses that plainly report the failure of a call. */
export const FAULT: ActInput = { act: 'fault', text: 'Internal error' };

/** The plainest HTTP error. */
export const HTTP_ERROR: ActInput = { act: 'status', status: 500, body: '' };

/** The same case with another response where its rules fire. */
export const respondingWith = (testCase: ConformanceCase, act: ActInput): ConformanceCase => ({
  ...testCase,
  rules: testCase.rules.map((rule) => ({ ...rule, do: [act] })),
});

/** The same case with a 0 where its rules leave a number out. */
export const withZero = (testCase: ConformanceCase): readonly ConformanceCase[] =>
  testCase.rules.map((rule) => {
    const others = testCase.rules.filter((other) => other !== rule);
    const limit = LIMITS[operationOf(rule)];
    return limit === undefined
      ? { ...testCase, rules: [...others, { ...rule, do: [{ act: 'return', value: '0' }] }] }
      : { ...testCase, rules: others, account: { ...testCase.account, [limit]: '0' } };
  });

/** Cases that show the same as one without any response, only plainer: a response without a value, and a 0 where a number is due. */
export const withoutValue = (testCase: ConformanceCase): readonly ConformanceCase[] => {
  const names = testCase.rules.map(operationOf);
  const last = { ...testCase, rules: testCase.rules.slice(-1) };
  if (NUMBER_STEPS.some((name) => names.includes(name))) return withZero(last);
  return TEXT_STEPS.some((name) => names.includes(name))
    ? [respondingWith(testCase, { act: 'no-return' })]
    : [];
};

/** Steps at which no text means no. */
const TEXT_STEPS: readonly StepName[] = ['createUploadSessionKey', 'getUploadFormUrl'];

/** The same case without its rules, and in the place of the number that each of them leaves out one that shows who reads it in a wrong way. */
export const withTellingNumber = (testCase: ConformanceCase): readonly ConformanceCase[] =>
  testCase.rules.flatMap((rule) => TELLING[operationOf(rule)]?.({ ...testCase, rules: [] }) ?? []);

/** A limit that the file just keeps to, of more than three digits and no multiple of 1024. */
const keepingTo =
  (limit: keyof ConformanceCase['account']) =>
  (testCase: ConformanceCase): ConformanceCase => ({
    ...testCase,
    files: testCase.files.map((file) => ({ ...file, size: 3000 })),
    account: { ...testCase.account, [limit]: '3000' },
  });

const TELLING: Readonly<Record<string, (testCase: ConformanceCase) => ConformanceCase>> = {
  getFreeSpace: keepingTo('freeSpace'),
  getMaxFileSize: keepingTo('maxFileSize'),
  getNewFileDataCenter: (testCase) => ({ ...testCase, dataCenter: 1_234_567 }),
  uploadStartFile: (testCase) => ({ ...testCase, firstId: '9007199254740993' }),
};

const LIMITS: Partial<Record<StepName | '', keyof ConformanceCase['account']>> = {
  getFreeSpace: 'freeSpace',
  getMaxFileSize: 'maxFileSize',
};

const operationOf = ({ on }: CaseRule): StepName | '' =>
  (on as { readonly operation?: StepName }).operation ?? '';
