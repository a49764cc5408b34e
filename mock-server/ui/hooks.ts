import { useCallback, useEffect, useState } from 'preact/hooks';
import { get } from './api.js';

/** Milliseconds between two looks at what has no events. */
const INTERVAL = 2000;

/** The value of a route, read again at intervals while the page is visible, and by `reload`. */
export function useRoute<Value>(path: string): {
  readonly value: Value | undefined;
  readonly error: string;
  readonly reload: () => Promise<void>;
} {
  const [state, setState] = useState<{ path: string; value?: Value; error: string }>({ path, error: '' });
  const load = useCallback(
    async (signal?: AbortSignal): Promise<void> => {
      try {
        const value = await get<Value>(path, signal);
        if (!signal?.aborted) setState({ path, value, error: '' });
      } catch (error) {
        if (!signal?.aborted) setState((before) => ({ ...before, path, error: messageOf(error) }));
      }
    },
    [path],
  );
  useEffect(() => {
    const end = new AbortController();
    void load(end.signal);
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void load(end.signal);
    }, INTERVAL);
    return () => {
      clearInterval(timer);
      end.abort();
    };
  }, [load]);
  const reload = useCallback(() => load(), [load]);
  return { value: state.path === path ? state.value : undefined, error: state.error, reload };
}

/** Runs changes one after the other, and keeps the message of the last one. */
export function useChange(after: () => unknown): {
  readonly message: string;
  readonly change: (work: () => Promise<unknown>, done?: string) => void;
} {
  const [message, setMessage] = useState('');
  const change = (work: () => Promise<unknown>, done = ''): void => {
    work()
      .then(() => setMessage(done))
      .catch((error: unknown) => setMessage(messageOf(error)))
      .finally(after);
  };
  return { message, change };
}

/** The message of an error. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
