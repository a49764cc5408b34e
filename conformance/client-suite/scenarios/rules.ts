import type { RuleInput } from '../../../mock-server/index.js';
import type { OperationName } from '../../../wsdl/contract.js';
import type { CaseRule } from './case.js';

type ActInput = RuleInput['do'][number];

/** The operations of the how-to, in its order. */
export const STEPS = [
  'getFreeSpace',
  'getMaxFileSize',
  'createUploadSessionKey',
  'getNewFileDataCenter',
  'getUploadFormUrl',
  'uploadStartFile',
  'uploadFinishFile',
] as const satisfies readonly OperationName[];

/** An operation of the how-to. */
export type StepName = (typeof STEPS)[number];

/** Those that answer with a number. */
export const NUMBER_STEPS = [
  'getFreeSpace',
  'getMaxFileSize',
  'getNewFileDataCenter',
  'uploadStartFile',
] as const satisfies readonly StepName[];

/** Whenever one of these operations is called. */
export const onCall = (
  name: OperationName | readonly OperationName[],
  ...acts: readonly ActInput[]
): CaseRule =>
  rule({ on: { kind: 'call', operation: typeof name === 'string' ? name : [...name] }, do: [...acts] });

/** The first time, and never again. */
export const once = (rule: CaseRule): CaseRule => ({ ...rule, times: 1 });

/** Whenever any operation is called. */
export const onAnyCall = (...acts: readonly ActInput[]): CaseRule =>
  rule({ on: { kind: 'call' }, do: [...acts] });

/** Whenever bytes come to the upload address, or at some of these times. */
export const onPart = (acts: readonly ActInput[], limits: Limits = {}): CaseRule => {
  const { nth, times } = limits;
  return rule({
    on: { kind: 'part', ...(nth !== undefined && { nth }) },
    do: [...acts],
    ...(times !== undefined && { times }),
  });
};

/** Whenever the bytes of a file are asked for. */
export const onDownload = (...acts: readonly ActInput[]): CaseRule =>
  rule({ on: { kind: 'download' }, do: [...acts] });

/** When a rule fires, if not always. */
export interface Limits {
  readonly nth?: number | { readonly from: number; readonly to?: number };
  readonly times?: number;
}

export type { ActInput };

/** The compiler has seen that it is a rule; a case keeps it as the JSON that it is. */
const rule = (input: RuleInput): CaseRule => ({ ...input });
