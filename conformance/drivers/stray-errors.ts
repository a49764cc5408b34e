import { AsyncLocalStorage, createHook } from 'node:async_hooks';

/** Called with an unhandled rejection or exception. */
type Hear = (how: string) => void;

const current = new AsyncLocalStorage<Hear>();
/**
 * Up to Node 22 an unhandled rejection is emitted in the context in which its promise was made, from Node 24 on in the one
 * in which it was rejected, which may be another client's when both use one socket. Only there the makers of promises are
 * kept, as a hook on each promise takes a sixth of the processor time of a run.
 */
const keepsMakers = Number.parseInt(process.versions.node, 10) >= 24;
const makers = new WeakMap<object, Hear>();
let watchers = 0;

type Emit = (event: string | symbol, ...args: readonly unknown[]) => boolean;
// Node asks in this way whether anybody listens, and so do those who listen, such as a test runner that counts each as an
// separate error: a listener more would keep neither of them from it.
const events = process as unknown as { emit: Emit };
const { emit } = events;

const hook = createHook({
  init(_id, type, _trigger, promise) {
    const hear = type === 'PROMISE' ? current.getStore() : undefined;
    if (hear) makers.set(promise, hear);
  },
});

/**
 * Runs a piece of work, and reports each unhandled rejection of a promise made in it, and each exception
 * that its timers and events throw: it is no result of the work. Only while they are watched.
 */
export const withStrayErrors = <Result>(hear: Hear, work: () => Promise<Result>): Promise<Result> =>
  current.run(hear, work);

/** Begins to watch for them. @returns what ends it */
export function watchStrayErrors(): () => void {
  if (watchers++ === 0) {
    if (keepsMakers) hook.enable();
    events.emit = caught;
  }
  return () => {
    if (--watchers > 0) return;
    hook.disable();
    // Another listener may have been added meanwhile; then it is passed through.
    if (events.emit === caught) events.emit = emit;
  };
}

function caught(event: string | symbol, ...args: readonly unknown[]): boolean {
  const [hear, what] = watchers > 0 ? whose(event, args) : [];
  if (!hear) return emit.call(process, event, ...args);
  const [reason] = args;
  hear(`${what} was not handled: ${reason instanceof Error ? reason.stack : String(reason)}`);
  return true;
}

function whose(event: string | symbol, [, promise]: readonly unknown[]): [Hear | undefined, string] {
  if (event === 'unhandledRejection')
    return [keepsMakers ? makers.get(promise as object) : current.getStore(), 'A rejection'];
  if (event === 'uncaughtException') return [current.getStore(), 'An exception'];
  return [undefined, ''];
}
