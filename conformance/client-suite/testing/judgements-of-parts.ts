import {
  asText,
  before,
  FAILED,
  fieldsOf,
  finishOf,
  fits,
  type Judgements,
  noForm,
  parts,
  RULE,
  root,
  sentBySimpleStart,
  sentByUpdate,
  sentWhole,
  startOf,
  stopsAt,
  WIDE,
  withId,
} from './changes.js';
import { type Change, CRASHED, DIGEST, TIMED_OUT } from './observations.js';

const REFUSED = { code: 'Server', text: 'Invalid login or password' };
const UNREADABLE = { code: 'Client', text: 'The XML is not well-formed' };

const refusedFor = (reason: string) => ({
  ...{ fileId: undefined, firstByte: undefined, outcome: 'refused', received: '0' },
  ...{ refusal: { code: 4, reason }, fields: [{ name: 'FilePart' }] },
});
const refusedWith = (result: string, md5 = DIGEST): Change => ({
  said: FAILED,
  steps: { uploadFinishFile: { arguments: { fileId: '7', md5 }, result } },
});
/** Another upload, before, and how it came to its end. */
const doneWith8 = (
  end: 'uploadFinishFile' | 'uploadCancelFile',
  result = '',
): NonNullable<Change['calls']> => [
  { operation: 'uploadStartFile', arguments: { fullSize: '100' }, result: '8' },
  { operation: end, arguments: { fileId: '8' }, result },
];
const OTHER = '1'.repeat(32);
const withName = { testCase: { files: [{ name: 'ä.bin', size: 100, seed: 1 }] } };
const withContent: Change = {
  testCase: { files: [{ name: 'a.bin', size: 100, seed: 1, content: 'zeros' }] },
};

/** The parts, and finishing. */
export const JUDGEMENTS_OF_PARTS: Judgements = {
  'UP-17': {
    kept: [withId(WIDE), { ...withId(WIDE), said: { kind: 'ok', result: { fileId: WIDE } } }],
    broken: [
      withId(WIDE, { part: '9007199254740992' }),
      withId(WIDE, { finish: '9007199254740992' }),
      { ...before('uploadStartFile'), steps: { uploadStartFile: { result: WIDE } } },
      { ...withId(WIDE), said: { kind: 'ok', result: { fileId: '9007199254740992' } } },
      {
        steps: { uploadStartFile: { result: WIDE }, uploadFinishFile: null },
        parts: [refusedFor('resumableFileId must be a whole number, not "9.007199254741E+15"')] as never,
        said: FAILED,
      },
    ],
    notExercised: [
      {},
      withId('7', { part: '8' }),
      before('getFreeSpace'),
      stopsAt('uploadStartFile', '0'),
      { ...before('uploadStartFile'), steps: { uploadStartFile: { result: WIDE, rules: RULE } } },
      // The position, not the id.
      {
        steps: { uploadStartFile: { result: WIDE }, uploadFinishFile: null },
        parts: [refusedFor('resumableFirstByte must be a whole number, not "1e3"')] as never,
        said: FAILED,
      },
      // Of a form that the service did not read.
      {
        steps: { uploadStartFile: { result: WIDE }, uploadFinishFile: null },
        parts: [{ fileId: undefined, fields: [], outcome: 'refused' } as never],
        said: FAILED,
      },
    ],
  },
  'UP-18': {
    kept: [{}, sentWhole('a.bin'), sentBySimpleStart],
    broken: [
      sentWhole('?.bin'),
      sentWhole(''),
      startOf({ name: 'A.bin' }),
      startOf({ name: 'a.bin ' }),
      startOf({ name: '' }),
      { ...before('getUploadFormUrl'), ...withName },
    ],
    notExercised: [
      before('getUploadFormUrl'),
      { ...before('getUploadFormUrl'), testCase: { ...withName.testCase, password: 'ä' } },
      { ...before('getUploadFormUrl', TIMED_OUT), ...withName },
    ],
  },
  'UP-19': {
    kept: [{}],
    broken: [startOf({ fullSize: '99' }), startOf({ fullSize: '0' })],
    notExercised: [before('getUploadFormUrl')],
  },
  'UP-20': {
    kept: [{}, { calls: [root], ...startOf({ dirId: '5' }) }, { ...startOf({ dirId: '12' }), dirId: '12' }],
    broken: [{ dirId: '12' }, startOf({ dirId: '12' }), startOf({ dirId: '0' })],
    notExercised: [before('getUploadFormUrl')],
  },
  'UP-21': {
    kept: [
      {},
      fieldsOf('FilePart', 'resumableFirstByte', 'resumableFileId'),
      { ...noForm, testCase: { files: [{ name: 'a.bin', size: 100, seed: 1, content: 'boundary' }] } },
    ],
    broken: [
      fieldsOf('resumableFileId', 'FilePart'),
      fieldsOf('resumableFileId', 'resumableFirstByte', 'FilePart', 'submit'),
      fieldsOf('resumableFileId', 'resumableFileId', 'resumableFirstByte', 'FilePart'),
      fieldsOf('resumableFileID', 'resumableFirstByte', 'FilePart'),
      fieldsOf(),
      asText,
      noForm,
    ],
    notExercised: [{ parts: [] }, { parts: [{ outcome: 'cut', fields: [] }] }],
  },
  'UP-22': {
    kept: [
      {},
      { parts: parts([0, 40], [40, 100]) ?? [] },
      sentByUpdate,
      sentBySimpleStart,
      { calls: doneWith8('uploadFinishFile') },
      // What was not finished may be gone on with.
      { calls: doneWith8('uploadFinishFile', 'no space'), parts: [{ fileId: '8' }] },
      // Where the password is 0, the journal masks what is like it.
      { parts: [{ fields: [{ name: 'resumableFirstByte', value: '********' }, { name: 'FilePart' }] }] },
    ],
    broken: [
      { parts: [{ fileId: '8' }] },
      { parts: [{ firstByte: '1' }] },
      { parts: [{ firstByte: '-1' }] },
      { parts: [refusedFor('resumableFileId must be a whole number, not "1,000"')] as never, said: FAILED },
      { ...sentByUpdate, parts: [{ fileId: '8' }] },
      { calls: doneWith8('uploadFinishFile'), parts: [{ fileId: '8' }] },
      { calls: doneWith8('uploadCancelFile'), parts: [{ fileId: '8', outcome: 'refused' }], said: FAILED },
    ],
    notExercised: [{ parts: [] }, before('uploadStartFile'), asText],
  },
  'UP-23': {
    kept: [
      {},
      sentByUpdate,
      sentBySimpleStart,
      { parts: parts([40, 100], [0, 40]) ?? [] },
      { parts: [{ outcome: 'refused' }, ...(parts([0, 100]) ?? [])] },
      { parts: [...(parts([0, 100]) ?? []), { received: '0', firstByte: '100' }] },
    ],
    broken: [
      { parts: parts([0, 99]) ?? [] },
      { parts: parts([1, 100]) ?? [] },
      { parts: parts([0, 60], [50, 100]) ?? [] },
      { parts: parts([0, 40], [41, 100]) ?? [] },
      { parts: parts([0, 100], [0, 100]) ?? [] },
      { parts: [] },
    ],
    notExercised: [{ steps: { uploadFinishFile: null } }, { ...asText, said: FAILED }],
  },
  'UP-54': {
    kept: [{}],
    broken: [
      { steps: { getFreeSpace: { outcome: 'fault', fault: REFUSED } }, last: 'getFreeSpace', said: FAILED },
      { testCase: { password: 'ä' }, journal: [], said: CRASHED },
      {
        testCase: { password: 'a&b' },
        calls: [{ operation: undefined, outcome: 'fault', fault: UNREADABLE }] as never,
        said: FAILED,
      },
    ],
    notExercised: [{ journal: [] }],
  },
  'UP-55': {
    kept: [{}],
    broken: [
      { account: { files: [{ id: '7', name: 'a.bin', parentId: '-1', size: '99', md5: 'other' }] } },
      refusedWith(`The MD5 digest is wrong: ${DIGEST} was sent, the bytes have ${OTHER}.`),
      { said: FAILED, parts: [{ received: '101', outcome: 'refused' }] },
      { ...refusedWith('Bytes are missing'), ...withContent, parts: parts([0, 99]) ?? [] },
    ],
    notExercised: [
      { said: FAILED },
      { said: { kind: 'unsupported' }, isHeld: false },
      // What is missing or wrong may be for another requirement.
      refusedWith(`The MD5 digest is wrong: ${OTHER} was sent, the bytes have ${DIGEST}.`, OTHER),
      { ...refusedWith('Bytes are missing'), parts: parts([0, 99]) ?? [] },
      { ...before('uploadStartFile'), ...withContent },
    ],
  },
  'UP-59': {
    // No client has to send a part again.
    kept: [{ parts: [{ rules: RULE }, {}] }, { parts: [{ rules: RULE }], said: FAILED }],
    broken: [
      {
        ...refusedWith(`The MD5 digest is wrong: ${DIGEST} was sent, the bytes have ${OTHER}.`),
        parts: [{ rules: RULE }, {}],
      },
    ],
    notExercised: [{}, refusedWith(`The MD5 digest is wrong: ${DIGEST} was sent, the bytes have ${OTHER}.`)],
  },
  'UP-24': {
    kept: [{}],
    broken: [{ parts: [{ secretsIn: ['field password'] }] }],
    notExercised: [{ parts: [] }],
  },
  'UP-25': fits,
  'UP-26': {
    kept: [
      {},
      sentByUpdate,
      sentBySimpleStart,
      { steps: { uploadFinishFile: [{ result: 'not yet' }, {}] } },
      { steps: { uploadFinishFile: [{ outcome: 'cut' }, {}] } },
    ],
    broken: [
      { steps: { uploadFinishFile: [{}, {}] } },
      { steps: { uploadFinishFile: null } },
      { partsLast: true },
    ],
    notExercised: [
      before('uploadStartFile'),
      before('getFreeSpace'),
      { steps: { uploadFinishFile: null }, parts: parts([0, 40]) ?? [] },
      { steps: { uploadFinishFile: { operation: 'uploadCancelFile' } }, said: FAILED },
      {
        steps: { uploadFinishFile: { operation: 'uploadCancelFile' } },
        parts: [{}, { firstByte: '100', received: '0', outcome: 'refused' }],
        said: FAILED,
      },
    ],
  },
  'UP-27': {
    kept: [{}, finishOf(DIGEST.toUpperCase())],
    broken: [finishOf(''), finishOf(DIGEST.slice(1)), finishOf(DIGEST.replace('d', 'e'))],
    notExercised: [{ steps: { uploadFinishFile: null } }],
  },
};
