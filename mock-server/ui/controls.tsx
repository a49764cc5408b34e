import { useState } from 'preact/hooks';
import { Refused, segment, send } from './api.js';
import { dateTime } from './format.js';
import { messageOf, useChange, useRoute } from './hooks.js';

const Message = ({ text }: { readonly text: string }) => (
  <p role="status" class="message">
    {text}
  </p>
);

/** Held exchanges, to be released one by one or all of a name. */
export function HoldsPanel() {
  const { value, reload } = useRoute<{ held: readonly { name: string; account?: string; since: string }[] }>(
    'holds',
  );
  const { message, change } = useChange(reload);
  const held = value?.held ?? [];
  const names = [...new Set(held.map(({ name }) => name))];
  return (
    <article class="card">
      <h3>Held exchanges</h3>
      {names.length === 0 && <p class="quiet">None. A rule with the act “hold” holds them.</p>}
      {names.map((name) => (
        <p key={name} class="line">
          <b>{name}</b> <small>{`${held.filter((each) => each.name === name).length} held`}</small>
          <button
            type="button"
            onClick={() =>
              change(() => send('POST', `holds/${segment(name)}/release`, { json: { count: 1 } }))
            }
          >
            Release one
          </button>
          <button type="button" onClick={() => change(() => send('POST', `holds/${segment(name)}/release`))}>
            Release all
          </button>
        </p>
      ))}
      <Message text={message} />
    </article>
  );
}

const STEPS = { '+1 minute': 60_000, '+1 hour': 3_600_000, '+1 day': 86_400_000 };

/** The clock of the namespace. */
export function ClockPanel() {
  const { value, reload } = useRoute<{ time: string; isFrozen: boolean }>('clock');
  const { message, change } = useChange(reload);
  const post = (action: string, json?: object): void =>
    change(() => send('POST', `clock/${action}`, json === undefined ? {} : { json }));
  return (
    <article class="card">
      <h3>Clock</h3>
      <p>
        {value ? dateTime(value.time) : ''} {value?.isFrozen && <span class="tag warn">frozen</span>}
      </p>
      <div class="tools">
        {value?.isFrozen ? (
          <button type="button" onClick={() => post('run')}>
            Run
          </button>
        ) : (
          <button type="button" onClick={() => post('freeze')}>
            Freeze
          </button>
        )}
        {Object.entries(STEPS).map(([label, ms]) => (
          <button key={label} type="button" onClick={() => post('advance', { ms })}>
            {label}
          </button>
        ))}
        <button type="button" onClick={() => post('reset')}>
          Reset
        </button>
      </div>
      <label>
        Set to
        <input
          type="datetime-local"
          onChange={({ currentTarget: { value: time } }) => {
            if (time !== '') post('set', { time: new Date(time).toISOString() });
          }}
        />
      </label>
      <Message text={message} />
    </article>
  );
}

/** Snapshots: take, restore, export, drop. */
export function SnapshotsPanel() {
  const { value, reload } = useRoute<{
    snapshots: readonly { name: string; time: string; accounts: number; files: number }[];
  }>('snapshots');
  const { message, change } = useChange(reload);
  const [name, setName] = useState('');
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    change(() => send('PUT', `snapshots/${segment(name)}`), `Saved ${name}.`);
  };
  const download = async (snapshot: string): Promise<void> => {
    const response = await send('GET', `snapshots/${segment(snapshot)}/export`);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await response.blob());
    link.download = `${snapshot}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <article class="card">
      <h3>Snapshots</h3>
      <form class="line" onSubmit={save}>
        <input
          aria-label="Name of the snapshot"
          placeholder="Name"
          required
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit">Take</button>
      </form>
      {(value?.snapshots ?? []).map((each) => (
        <p key={each.name} class="line">
          <b>{each.name}</b> <small>{`${each.files} files, ${dateTime(each.time)}`}</small>
          <button
            type="button"
            aria-label={`Restore ${each.name}`}
            onClick={() =>
              change(() => send('POST', `snapshots/${segment(each.name)}/restore`), `Restored ${each.name}.`)
            }
          >
            Restore
          </button>
          <button
            type="button"
            aria-label={`Export ${each.name}`}
            onClick={() => change(() => download(each.name))}
          >
            Export
          </button>
          <button
            type="button"
            aria-label={`Drop ${each.name}`}
            onClick={() => change(() => send('DELETE', `snapshots/${segment(each.name)}`))}
          >
            Drop
          </button>
        </p>
      ))}
      <Message text={message} />
    </article>
  );
}

/** Loads a fixture that is dropped or chosen, and shows its mistakes. */
export function FixturePanel() {
  const [result, setResult] = useState<{ text: string; mistakes: readonly string[] }>({
    text: '',
    mistakes: [],
  });
  const [isOver, setOver] = useState(false);
  const load = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    try {
      const type = /\.json$/i.test(file.name) ? 'application/json' : 'application/yaml';
      await send('PUT', 'fixture', { text: await file.text(), type });
      setResult({ text: `Loaded ${file.name}.`, mistakes: [] });
    } catch (error) {
      const errors = error instanceof Refused ? error.errors : [];
      setResult({
        text: messageOf(error),
        mistakes: errors.map(({ path, message }) => `${path} ${message}`),
      });
    }
  };
  return (
    <article class="card">
      <h3>Fixture</h3>
      <label
        class={isOver ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void load(event.dataTransfer?.files[0]);
        }}
      >
        Drop a fixture here (YAML or JSON), or choose one
        <input
          type="file"
          accept=".yaml,.yml,.json"
          onChange={(event) => void load(event.currentTarget.files?.[0])}
        />
      </label>
      <Message text={result.text} />
      {result.mistakes.length > 1 && (
        <ul class="warnings">
          {result.mistakes.map((mistake) => (
            <li key={mistake}>{mistake}</li>
          ))}
        </ul>
      )}
    </article>
  );
}
