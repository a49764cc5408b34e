import { expect, test } from 'vitest';
import { Notices } from './summary.js';

const entry = { what: 'call', result: 'ok', ms: 0, warnings: [] };

test('a log of any length leaves its distinct warnings, and not more than a thousand of them', () => {
  const notices = new Notices();
  expect(notices.isEmpty).toBe(true);
  for (let n = 0; n < 5000; n++) notices.add({ ...entry, warnings: ['the same', `no. ${n}`] });
  notices.add({ ...entry, what: 'GET /', result: '403: elsewhere' });
  expect(notices.isEmpty).toBe(false);
  expect(notices.warnings).toHaveLength(1000);
  expect(notices.warnings.slice(0, 2)).toEqual(['the same', 'no. 0']);
});

test('refusals and notes about certificates are warnings, other results are not', () => {
  const notices = new Notices();
  notices.add({ ...entry, result: 'fault: no' });
  notices.add({ ...entry, what: 'GET /', result: '403: elsewhere' });
  notices.add({ ...entry, what: 'certificates', result: 'made an authority' });
  expect(notices.warnings).toEqual(['GET /: 403: elsewhere', 'made an authority']);
});
