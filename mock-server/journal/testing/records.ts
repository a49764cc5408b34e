import type { CallRecord, DownloadRecord, HttpFacts, PartRecord } from '../entry.js';

export const NOON = Date.UTC(2026, 0, 31, 12);

const SOAP: HttpFacts = {
  method: 'POST',
  target: '/jax3/DesktopApp',
  headers: ['Host', 'localhost:8080', 'Content-Type', 'text/xml; charset=utf-8'],
};

const PLAIN = {
  time: NOON,
  ms: 1.5,
  account: 'a@b.test',
  outcome: 'ok',
  status: 200,
  rules: [],
  warnings: [],
  bytesIn: 300n,
  bytesOut: 200n,
} as const;

/** A successful call, but for the given facts. */
export const callRecord = (facts: Partial<CallRecord> = {}): CallRecord => ({
  ...PLAIN,
  http: SOAP,
  kind: 'call',
  version: 'jax3',
  operation: 'login',
  arguments: { login: 'a@b.test', password: 'secret' },
  result: '',
  fault: undefined,
  ...facts,
});

/** An accepted part, but for the given facts. */
export const partRecord = (facts: Partial<PartRecord> = {}): PartRecord => ({
  ...PLAIN,
  http: {
    method: 'POST',
    target: '/upload?sId=key',
    headers: ['Host', 'localhost:8080', 'Content-Type', 'multipart/form-data; boundary=x'],
  },
  kind: 'part',
  fileId: 12n,
  firstByte: 0n,
  received: 5n,
  fileName: 'a.txt',
  fields: [{ name: 'resumableFileId', value: '12' }, { name: 'FilePart' }],
  secrets: [],
  refusal: undefined,
  ...facts,
});

/** A successful download, but for the given facts. */
export const downloadRecord = (facts: Partial<DownloadRecord> = {}): DownloadRecord => ({
  ...PLAIN,
  http: { method: 'GET', target: '/download/abcdefgh/a.txt', headers: ['Host', 'localhost:8080'] },
  kind: 'download',
  fileId: 12n,
  name: 'a.txt',
  range: undefined,
  ...facts,
});
