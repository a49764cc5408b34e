import { describe, expect, test } from 'vitest';
import { call, part, recipe } from './testing/sample-journal.js';
import { shortened, traceOf } from './wire-trace.js';

describe('the row of an exchange', () => {
  test.each([
    ['a call', call(1, 'getFreeSpace', {}, { result: '1048576' }), 'getFreeSpace', '', '1048576'],
    [
      'an empty response',
      call(1, 'uploadFinishFile', { fileId: '5' }, { result: '' }),
      'uploadFinishFile',
      'fileId 5',
      '""',
    ],
    ['no response of a void operation', call(1, 'logout', {}), 'logout', '', 'nothing'],
    [
      'a fault',
      call(1, 'login', {}, { outcome: 'fault', status: 500, fault: { code: 'soap:Server', text: 'no' } }),
      'login',
      '',
      'fault soap:Server: no',
    ],
    ['an HTTP failure', call(1, 'login', {}, { outcome: 'error', status: 503 }), 'login', '', 'HTTP 503'],
    [
      'the password of others',
      call(1, 'login', { login: 'b@kit.test', password: 'x' }),
      'login',
      'login b@kit.test, password x',
      'nothing',
    ],
    [
      'a refused part',
      part(1, '7', '0', { outcome: 'refused', refusal: { code: 8, reason: 'full' } }),
      'upload part',
      'file 7, first byte 0, bytes 65536, name naïve 報告.bin, fields resumableFileId, resumableFirstByte, FilePart',
      'refused, 8: full',
    ],
  ])('%s', (_, entry, what, args, response) => {
    const [row] = traceOf([entry], []);
    expect(row).toMatchObject({ what, response, fine: entry.outcome === 'ok' });
    expect(row?.arguments.map(({ name, text }) => `${name} ${text}`).join(', ')).toBe(args);
  });

  test('a connection that was cut before anything was sent back', () => {
    const { status: _, ...silent } = call(1, 'login', {}, { outcome: 'cut' });
    expect(traceOf([silent], [])[0]?.response).toBe('no response: the connection was cut');
  });

  test('secrets, warnings and rules', () => {
    const entry = part(1, '7', '0', { rules: ['r'], warnings: ['w'], secretsIn: ['field password'] });
    expect(traceOf([entry], [])[0]?.remarks).toEqual([
      'touched by rule r',
      'w',
      'has a secret in field password',
    ]);
  });
});

test('a long trace keeps its ends and what is close to the failure', () => {
  const rows = traceOf(
    Array.from({ length: 100 }, (_, i) => call(i, 'login', {})),
    [50],
  );
  const shown = shortened(rows, 8).map((row) => (row.is === 'gap' ? `gap of ${row.count}` : row.seq));
  expect(shown).toEqual([0, 1, 'gap of 46', 48, 49, 50, 51, 52, 'gap of 45', 98, 99]);
  expect(shortened(traceOf(recipe('1'), []), 8)).toHaveLength(6);
});
