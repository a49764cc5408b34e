import { type Change, CRASHED, DIGEST, failed, TIMED_OUT } from './observations.js';

/** What a judge must make of which changes to the plain upload. */
export interface Judgement {
  readonly kept: readonly Change[];
  readonly broken: readonly Change[];
  readonly notExercised: readonly Change[];
}

/** By the ids of requirements. */
export type Judgements = Readonly<Record<string, Judgement>>;

export const RULE = ['r'];
export const FAILED = failed();

/** It never came to the step. */
export const before = (last: NonNullable<Change['last']>, said = FAILED): Change => ({ last, said });

/** A step that answers something to stop at, and a client that does. */
export const stopsAt = (step: keyof NonNullable<Change['steps']>, result: string | undefined): Change => ({
  last: step,
  steps: { [step]: { result } },
  said: FAILED,
});

export const tooLarge = { account: { freeSpace: '99', maxFileSize: '99' } };
export const parts = (...stretches: readonly (readonly [number, number])[]): Change['parts'] =>
  stretches.map(([start, end]) => ({ firstByte: String(start), received: String(end - start) }));
export const touchedFinish = { uploadFinishFile: { rules: RULE } };

export const fits: Judgement = {
  kept: [{}],
  broken: [{ said: FAILED }, { said: CRASHED }, { isHeld: false }],
  notExercised: [{ said: { kind: 'unsupported' } }],
};
export const limited = (step: 'getFreeSpace' | 'getMaxFileSize'): Judgement => ({
  kept: [{ testCase: tooLarge, last: step, said: FAILED }],
  broken: [
    {
      testCase: tooLarge,
      last: 'uploadStartFile',
      steps: { uploadStartFile: { result: '0' } },
      said: FAILED,
    },
    { testCase: tooLarge, steps: { uploadStartFile: null }, said: FAILED },
    { testCase: tooLarge, last: step, isHeld: false },
    { testCase: tooLarge, last: step, said: CRASHED },
  ],
  notExercised: [{ said: { kind: 'unsupported' } }],
});
export const asked = (step: 'getFreeSpace' | 'getMaxFileSize'): Judgement => ({
  kept: [{}, { last: 'uploadStartFile' }],
  broken: [
    { steps: { [step]: null } },
    { steps: { [step]: null, uploadStartFile: null } },
    { calls: [{ operation: 'uploadStartFile', result: '8' }] },
  ],
  notExercised: [before('getUploadFormUrl')],
});
/** Where anything may come of a trouble but a false claim or a disorderly end. */
export const honest: Judgement = {
  kept: [
    { steps: touchedFinish, said: FAILED },
    { steps: touchedFinish },
    { steps: touchedFinish, said: FAILED, isHeld: true },
  ],
  broken: [
    { steps: touchedFinish, isHeld: false },
    { steps: touchedFinish, said: CRASHED },
    { steps: touchedFinish, said: TIMED_OUT },
  ],
  notExercised: [{}],
};
/** The journal has no exchange that is not over. */
export const patient: Judgement = {
  kept: [...honest.kept, { said: FAILED, last: 'getFreeSpace', underWay: 1 }],
  broken: [...honest.broken, { said: TIMED_OUT, last: 'getFreeSpace', underWay: 1 }],
  // It did not come so far.
  notExercised: [{}, { said: TIMED_OUT, last: 'getFreeSpace' }],
};
export const hopeless: Judgement = {
  kept: [{ steps: touchedFinish, said: FAILED }],
  broken: [
    { steps: touchedFinish },
    { steps: touchedFinish, said: CRASHED },
    { steps: touchedFinish, said: TIMED_OUT },
  ],
  notExercised: [{}],
};
export const refusedFinish = { uploadFinishFile: { result: 'Zu groß' } };
export const twoRules = { rules: [{}, {}] };
export const spelt: Judgement = {
  kept: [{ testCase: { rules: [{}] } }, { testCase: twoRules, steps: refusedFinish, said: FAILED }],
  broken: [
    { testCase: { rules: [{}] }, said: FAILED },
    { testCase: twoRules, steps: refusedFinish },
  ],
  notExercised: [{ testCase: twoRules, last: 'getFreeSpace', said: FAILED }],
};
export const folderSteps = { createUploadSessionKey: { arguments: { dirId: '12' } } };
export const startOf = (change: Readonly<Record<string, string>>): Change => ({
  steps: { uploadStartFile: { arguments: { dirId: '-1', name: 'a.bin', fullSize: '100', ...change } } },
});
export const root = { operation: 'getRoot', result: { id: '5' } };
export const addressOf = (change: Readonly<Record<string, string | number>>): Change => ({
  steps: { getUploadFormUrl: { arguments: { dataCenterId: 3, sessionKey: 'key', ...change } } },
});
export const fieldsOf = (...names: readonly string[]): Change => ({
  parts: [{ fields: names.map((name) => ({ name })) }],
});
export const finishOf = (md5: string): Change => ({
  steps: { uploadFinishFile: { arguments: { fileId: '7', md5 } } },
});
export const taken = { fileId: '7', firstByte: '0', received: '60' };
export const resumed = (...sent: readonly (readonly [number, number])[]): Change => ({
  said: FAILED,
  parts: [taken, ...(parts(...sent) ?? [])],
  did: [{ step: { does: 'resume', file: 0 }, said: FAILED, details: { fromSeq: 8 } }],
});
export const LEFT = { id: '7', name: 'a.bin', size: '100', received: '0' };
export const left = { account: { unfinished: [LEFT] } };
/** It was asked to go on with an upload, and reserved a file anew for that. */
export const reservedAnew: Change = {
  said: FAILED,
  steps: { uploadStartFile: [{}, { result: '8' }] },
  did: [{ step: { does: 'resume', file: 0 }, said: FAILED, details: { fromSeq: 7 } }],
};

export function stopsAtAndClaims(step: 'uploadStartFile', result: string): Change {
  return { last: step, steps: { [step]: { result } }, isHeld: false };
}

/** It got an address that is none, sent nothing, and finished the upload all the same. */
export const finishesWithoutBytes = (address: string): Change => ({
  steps: { getUploadFormUrl: { result: address }, uploadFinishFile: { result: 'no bytes' } },
  parts: [],
  said: FAILED,
  isHeld: false,
});
/** An id that a double does not know. */
export const WIDE = '9007199254740993';

/** The file got this id, and the client may go on with others. */
export const withId = (id: string, { part = id, finish = id } = {}): Change => ({
  steps: {
    uploadStartFile: { result: id },
    uploadFinishFile: { arguments: { fileId: finish, md5: DIGEST } },
  },
  parts: [{ fileId: part }],
});
/** The file came in the place of a text, which the service does not take. */
export const asText: Change = {
  parts: [
    {
      outcome: 'refused',
      received: '0',
      fields: ['resumableFileId', 'resumableFirstByte', 'FilePart'].map((name) => ({ name, value: '0' })),
    },
  ],
};
/** All fields were read, and then there was no end. */
export const noForm: Change = {
  parts: [
    {
      outcome: 'refused',
      fields: ['resumableFileId', 'resumableFirstByte', 'FilePart'].map((name) => ({ name })),
      refusal: { code: 4, reason: 'Unexpected end of form' },
    },
  ],
  said: FAILED,
};
/** A form that names no reserved file. */
export const sentWhole = (fileName: string): Change => ({
  steps: { uploadStartFile: null, uploadFinishFile: null },
  parts: [{ fileId: undefined, firstByte: undefined, fileName, fields: [{ name: 'FilePart' }] }] as never,
});
/** New bytes for a file that is there. */
export const sentByUpdate: Change = {
  steps: {
    uploadStartFile: {
      operation: 'uploadStartFileUpdate',
      arguments: { fileId: '7', name: '', fullSize: '100' },
    },
  },
};
/** Everything before the bytes in one call. */
export const sentBySimpleStart: Change = {
  steps: {
    uploadStartFile: {
      operation: 'simpleUploadStart',
      result: { fileId: '7', freeSpace: '1000', maxFileSize: '1000' },
    },
  },
};
