import type { JournalEntry } from '../../../mock-server/index.js';

type CallEntry = Extract<JournalEntry, { readonly kind: 'call' }>;
type PartEntry = Extract<JournalEntry, { readonly kind: 'part' }>;

const ACCOUNT = 'client-17@kit.test';

const shared = (seq: number) => ({
  seq,
  time: new Date(Date.UTC(2026, 10, 25, 12, 0, 0, seq * 7)).toISOString(),
  ms: 1.25,
  account: ACCOUNT,
  outcome: 'ok' as const,
  status: 200,
  method: 'POST',
  headers: [{ name: 'content-type', value: 'text/xml; charset=utf-8' }],
  rules: [],
  warnings: [],
  bytesIn: '612',
  bytesOut: '340',
});

/** A call with the account's login and password, as every call of the recipe has them. */
export function call(
  seq: number,
  name: string,
  args: CallEntry['arguments'],
  rest: Partial<CallEntry> = {},
): CallEntry {
  return {
    ...shared(seq),
    kind: 'call',
    version: 'jax3',
    target: '/~case-12/jax3/DesktopApp',
    operation: name,
    arguments: { login: ACCOUNT, password: '********', ...args },
    ...rest,
  };
}

/** One POST of a part to the upload address. */
export function part(
  seq: number,
  fileId: string,
  firstByte: string,
  rest: Partial<PartEntry> = {},
): PartEntry {
  return {
    ...shared(seq),
    kind: 'part',
    target: '/~case-12/upload/form?dc=7',
    fileId,
    firstByte,
    received: '65536',
    fileName: 'naïve 報告.bin',
    fields: [
      { name: 'resumableFileId', value: fileId },
      { name: 'resumableFirstByte', value: firstByte },
      { name: 'FilePart' },
    ],
    secretsIn: [],
    ...rest,
  };
}

/** The recipe up to the upload, for one file. */
export const recipe = (fileId: string): readonly JournalEntry[] => [
  call(1, 'getFreeSpace', {}, { result: '1048576' }),
  call(2, 'getMaxFileSize', {}, { result: '524288' }),
  call(3, 'createUploadSessionKey', { dirId: '-1' }, { result: '0f3c9a7be2d14c55' }),
  call(4, 'getNewFileDataCenter', {}, { result: '7' }),
  call(
    5,
    'getUploadFormUrl',
    { dataCenter: '7', sessionKey: '0f3c9a7be2d14c55' },
    { result: 'http://127.0.0.1:4040/~case-12/upload/form?dc=7' },
  ),
  call(6, 'uploadStartFile', { dirId: '-1', name: 'naïve 報告.bin', size: '131072' }, { result: fileId }),
];
