import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { journalEvents, Refused, send } from './api.js';
import { type Entry, type Filter, matches, summaryOf, titleOf } from './entry.js';
import { EntryDetail } from './entry-detail.js';
import { clockTime } from './format.js';
import { messageOf } from './hooks.js';
import { WindowList } from './window-list.js';

/** Entries that the page keeps, as the journal does by default. */
const MOST = 10_000;

const OUTCOMES = ['ok', 'fault', 'refused', 'error', 'cut'];
const NO_FILTER: Filter = { operation: '', account: '', outcome: '', text: '' };

/** Entries as they come, the oldest first. */
function useJournal(isPaused: boolean) {
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [state, setState] = useState('connecting');
  const seq = useRef(0);
  useEffect(() => {
    if (isPaused) return undefined;
    const end = new AbortController();
    let waiting: Entry[] = [];
    let frame = 0;
    const flush = (): void => {
      frame = 0;
      const more = waiting;
      waiting = [];
      setEntries((before) => [...before, ...more].slice(-MOST));
    };
    const follow = async (): Promise<void> => {
      for await (const { event, id, data } of journalEvents(seq.current, end.signal)) {
        setState('live');
        if (id !== undefined) seq.current = Number(id);
        if (event === 'entry') {
          waiting.push(JSON.parse(data));
          frame ||= requestAnimationFrame(flush);
        } else if (event === 'cleared') {
          waiting = [];
          setEntries([]);
        } else if (event === 'end') throw new Refused(410, 'The namespace has ended');
      }
    };
    const keepFollowing = async (): Promise<void> => {
      while (!end.signal.aborted) {
        setState('live');
        const error = await follow().catch((failure: unknown) => failure);
        if (end.signal.aborted) return;
        setState(error ? messageOf(error) : 'connecting again');
        if (error instanceof Refused) return;
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    };
    void keepFollowing();
    return () => {
      end.abort();
      cancelAnimationFrame(frame);
      if (waiting.length > 0) flush();
    };
  }, [isPaused]);
  return { entries, state };
}

const namesIn = (entries: readonly Entry[], nameOf: (entry: Entry) => string | undefined): string[] =>
  [...new Set(entries.map(nameOf))].filter((name) => name !== undefined).sort();

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly choose: (value: string) => void;
}

function Choice({ label, value, options, choose }: ChoiceProps) {
  return (
    <select aria-label={label} value={value} onChange={(event) => choose(event.currentTarget.value)}>
      <option value="">{label}: all</option>
      {options.map((option) => (
        <option key={option} value={option}>
          {option}
        </option>
      ))}
    </select>
  );
}

/** The list of exchanges as they happen, and the details of the chosen one. */
export function Live() {
  const [isPaused, setPaused] = useState(false);
  const [filter, setFilter] = useState(NO_FILTER);
  const [chosen, setChosen] = useState<Entry>();
  const { entries, state } = useJournal(isPaused);
  const shown = useMemo(() => entries.filter((entry) => matches(entry, filter)).reverse(), [entries, filter]);
  const operations = useMemo(() => namesIn(entries, titleOf), [entries]);
  const accounts = useMemo(() => namesIn(entries, ({ account }) => account), [entries]);
  return (
    <div class={chosen ? 'live split' : 'live'}>
      <div class="list">
        <div class="tools">
          <Choice
            label="Operation"
            value={filter.operation}
            options={operations}
            choose={(operation) => setFilter({ ...filter, operation })}
          />
          <Choice
            label="Account"
            value={filter.account}
            options={accounts}
            choose={(account) => setFilter({ ...filter, account })}
          />
          <Choice
            label="Outcome"
            value={filter.outcome}
            options={OUTCOMES}
            choose={(outcome) => setFilter({ ...filter, outcome })}
          />
          <input
            type="search"
            aria-label="Text"
            placeholder="Text"
            value={filter.text}
            onInput={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
          />
          <button type="button" aria-pressed={isPaused} onClick={() => setPaused(!isPaused)}>
            {isPaused ? 'Continue' : 'Pause'}
          </button>
          <button type="button" onClick={() => void send('DELETE', 'journal')}>
            Clear
          </button>
          <span class="state" role="status">
            <i class={`dot ${state === 'live' && !isPaused ? 'on' : ''}`} />
            {isPaused ? 'paused' : state}, {shown.length.toLocaleString()} shown
          </span>
        </div>
        {shown.length === 0 && (
          <p class="empty">
            {entries.length === 0
              ? 'No exchanges yet. Each call, upload part and download appears here as it happens.'
              : 'No exchange matches the filters.'}
          </p>
        )}
        <WindowList
          items={shown}
          label="Exchanges"
          row={(entry) => (
            <li key={entry.seq}>
              <button
                type="button"
                class="row"
                aria-current={entry.seq === chosen?.seq}
                onClick={() => setChosen(entry)}
              >
                <span class={`outcome ${entry.outcome}`}>{entry.outcome}</span>
                <b>{titleOf(entry)}</b>
                <span class="summary">{summaryOf(entry)}</span>
                {entry.rules.length > 0 && <span class="tag">rule</span>}
                {entry.warnings.length > 0 && <span class="tag warn">warning</span>}
                <span class="who">{entry.account}</span>
                <span class="ms">{entry.ms.toFixed(1)} ms</span>
                <time dateTime={entry.time}>{clockTime(entry.time)}</time>
              </button>
            </li>
          )}
        />
      </div>
      {chosen && <EntryDetail key={chosen.seq} entry={chosen} close={() => setChosen(undefined)} />}
    </div>
  );
}
