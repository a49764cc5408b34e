import { expect, test } from 'vitest';
import type { Verdict } from '../engine/requirement.js';
import { REQUIREMENTS } from './requirements/index.js';
import { type Change, failed, witnessesOf } from './testing/observations.js';

/** An app that was used by hand: only the journal shows what it did. */
const TABLE: readonly (readonly [id: string, verdict: Verdict['is'], change: Change])[] = [
  ['UP-01', 'broken', { steps: { getFreeSpace: null } }],
  ['UP-02', 'broken', { steps: { getMaxFileSize: null } }],
  ['UP-03', 'kept', { last: 'getFreeSpace', steps: { getFreeSpace: { result: '99' } } }],
  ['UP-03', 'broken', { steps: { getFreeSpace: { result: '99' } } }],
  ['UP-04', 'kept', { steps: { getMaxFileSize: { result: '100' } } }],
  ['UP-04', 'broken', { steps: { getMaxFileSize: { result: '99' } } }],
  [
    'UP-09',
    'broken',
    { steps: { uploadStartFile: { arguments: { dirId: '12', name: 'a', fullSize: '100' } } } },
  ],
  ['UP-09', 'not-exercised', {}],
  ['UP-10', 'kept', { last: 'createUploadSessionKey', steps: { createUploadSessionKey: { result: '' } } }],
  ['UP-10', 'broken', { steps: { getUploadFormUrl: { arguments: { dataCenterId: 3, sessionKey: '' } } } }],
  ['UP-11', 'kept', { last: 'getNewFileDataCenter', steps: { getNewFileDataCenter: { result: '0' } } }],
  ['UP-11', 'broken', { steps: { getUploadFormUrl: { arguments: { dataCenterId: 0, sessionKey: 'k' } } } }],
  ['UP-12', 'broken', { steps: { getUploadFormUrl: { arguments: { dataCenterId: 9, sessionKey: 'key' } } } }],
  ['UP-13', 'kept', { last: 'getUploadFormUrl', steps: { getUploadFormUrl: { result: 'ftp://x' } } }],
  ['UP-13', 'broken', { steps: { getUploadFormUrl: { result: '' } } }],
  // The next address was good.
  ['UP-13', 'kept', { calls: [{ operation: 'getUploadFormUrl', result: '' }] }],
  ['UP-14', 'broken', { parts: [{ target: '/main/upload.jsp' }] }],
  ['UP-16', 'kept', { last: 'uploadStartFile', steps: { uploadStartFile: { result: '0' } } }],
  ['UP-16', 'broken', { parts: [{ fileId: '0' }] }],
  ['UP-16', 'broken', { steps: { uploadFinishFile: { arguments: { fileId: '-1' } } } }],
  ['UP-17', 'not-exercised', {}],
  [
    'UP-17',
    'broken',
    { steps: { uploadStartFile: { result: '9007199254740993' } }, parts: [{ fileId: '9007199254740992' }] },
  ],
  ['UP-21', 'broken', { parts: [{ fields: [] }] }],
  ['UP-22', 'broken', { parts: [{ firstByte: '1' }] }],
  ['UP-23', 'broken', { parts: [{ received: '99' }] }],
  ['UP-24', 'broken', { parts: [{ secretsIn: ['cookie cupa'] }] }],
  ['UP-26', 'broken', { steps: { uploadFinishFile: null } }],
  ['UP-27', 'broken', { steps: { uploadFinishFile: { arguments: { fileId: '7', md5: '17' } } } }],
];

test.each(TABLE)('%s is %s with %j', (id, verdict, change) => {
  const requirement = REQUIREMENTS.find((each) => each.id === id);
  const { journal } = witnessesOf({ said: failed(), ...change });
  expect(requirement?.judgeJournal?.(journal).is).toBe(verdict);
});

test('every requirement that can be judged by the journal alone is among these', () => {
  const judged = REQUIREMENTS.filter(({ judgeJournal }) => judgeJournal).map(({ id }) => id);
  expect([...new Set(TABLE.map(([id]) => id))].sort()).toEqual(judged.sort());
});
