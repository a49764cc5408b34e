import { AsyncLocalStorage, createHook } from 'node:async_hooks';

/** Is told of a rejection that nobody handled. */
type Hear = (how: string) => void;

const current = new AsyncLocalStorage<Hear>();
/** Who is told of each promise: the work that made it. */
const makers = new WeakMap<object, Hear>();
let watchers = 0;

const hook = createHook({
  init(_id, type, _trigger, promise) {
    const hear = type === 'PROMISE' ? current.getStore() : undefined;
    if (hear) makers.set(promise, hear);
  },
});

function onRejection(reason: unknown, promise: Promise<unknown>): void {
  const hear = makers.get(promise);
  if (hear) hear(`A rejection was not handled: ${reason instanceof Error ? reason.stack : String(reason)}`);
  // Not of any work here: as if nobody listened.
  else if (process.listenerCount('unhandledRejection') === 1) throw reason;
}

/**
 * Runs a piece of work, and tells of each promise made in it that is rejected and that nobody handles: it is no result of
 * the work. Only while they are watched.
 */
export const withStrayErrors = <Result>(hear: Hear, work: () => Promise<Result>): Promise<Result> =>
  current.run(hear, work);

/** Begins to watch for them. @returns what ends it */
export function watchStrayErrors(): () => void {
  if (watchers++ === 0) {
    hook.enable();
    process.on('unhandledRejection', onRejection);
  }
  return () => {
    if (--watchers > 0) return;
    hook.disable();
    process.off('unhandledRejection', onRejection);
  };
}
