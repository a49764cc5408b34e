import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deadline, delay, event } from './waits.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What became of a promise by now. */
async function stateOf(promise: Promise<unknown>): Promise<'pending' | 'over'> {
  return Promise.race([
    promise.then(() => 'over' as const),
    vi.advanceTimersByTimeAsync(0).then(() => 'pending' as const),
  ]);
}

test('a delay ends after its time and not before, or with its signal, and leaves no timer', async () => {
  const [whole, cut, endless] = [new AbortController(), new AbortController(), new AbortController()];
  const waits = [delay(100, whole.signal), delay(100, cut.signal), delay(undefined, endless.signal)] as const;
  await vi.advanceTimersByTimeAsync(99);
  cut.abort();
  expect(vi.getTimerCount()).toBe(1);
  expect(await Promise.all(waits.map(stateOf))).toEqual(['pending', 'over', 'pending']);
  await vi.advanceTimersByTimeAsync(1);
  expect(await Promise.all(waits.map(stateOf))).toEqual(['over', 'over', 'pending']);
  expect(vi.getTimerCount()).toBe(0);
  endless.abort();
  expect(await stateOf(waits[2])).toBe('over');
  expect(await stateOf(delay(100, endless.signal))).toBe('over');
  expect(vi.getTimerCount()).toBe(0);
});

test('an event that happens, or whose signal aborts, is listened to no longer', async () => {
  const source = new EventEmitter();
  const end = new AbortController();
  const listen = (done: () => void) => {
    source.on('it', done);
    return () => source.off('it', done);
  };
  const removed = vi.spyOn(end.signal, 'removeEventListener');
  const [first, second] = [event(listen, end.signal), event(listen)];
  expect(await stateOf(first)).toBe('pending');
  source.emit('it');
  expect(await Promise.all([first, second].map(stateOf))).toEqual(['over', 'over']);
  expect(removed).toHaveBeenCalledWith('abort', expect.anything());
  const third = event(listen, end.signal);
  end.abort();
  expect(await stateOf(third)).toBe('over');
  expect(await stateOf(event(listen, end.signal))).toBe('over');
  expect(source.listenerCount('it')).toBe(0);
});

test('a deadline aborts the wait at its time, or when its signal aborts, before it or since', async () => {
  const aborted = (end: AbortSignal) => delay(undefined, end).then(() => 'aborted');
  const late = deadline(100, new AbortController().signal, aborted);
  const given = new AbortController();
  const early = deadline(100, given.signal, aborted);
  expect(await Promise.all([late, early].map(stateOf))).toEqual(['pending', 'pending']);
  given.abort();
  expect(await Promise.all([late, early].map(stateOf))).toEqual(['pending', 'over']);
  await vi.advanceTimersByTimeAsync(100);
  expect(await late).toBe('aborted');
  expect(await deadline(100, given.signal, aborted)).toBe('aborted');
  expect(await deadline(100, new AbortController().signal, async () => 'done')).toBe('done');
  await expect(
    deadline(100, new AbortController().signal, () => Promise.reject(new Error('no'))),
  ).rejects.toThrow('no');
  expect(vi.getTimerCount()).toBe(0);
});
