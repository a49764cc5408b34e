import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FourSharedFake, startFourShared } from '../../../mock-server/index.js';
import { Lanes } from './lanes.js';

let fake: FourSharedFake;
beforeAll(async () => {
  fake = await startFourShared({ storage: 'memory' });
});
afterAll(() => fake.close());

test('requests of a lane belong to the case that has it, without a prefix', async () => {
  const lanes = new Lanes(fake, '');
  const wayTo = (port: number) => ({ proxy: `http://127.0.0.1:${port}`, ca: '', env: {} });
  await lanes.add([0], wayTo);
  await lanes.add([0], wayTo);
  const calls = (name: string): number => fake.namespace(name).journal.report().lastSeq;
  const post = (proxy = '') => fetch(`${proxy}/jax3/DesktopApp`, { method: 'POST', body: '<a/>' });
  const one = lanes.take('one');
  const two = lanes.take('two');
  expect(() => lanes.take('three')).toThrow('More cases run at once than there are lanes.');
  await post(one.way.proxy);
  await post(two.way.proxy);
  await post(two.way.proxy);
  expect([calls('one'), calls('two')]).toEqual([1, 2]);
  lanes.release(one);
  expect(lanes.take('three')).toBe(one);
  await post(one.way.proxy);
  expect([calls('one'), calls('two'), calls('three')]).toEqual([1, 2, 1]);
});
