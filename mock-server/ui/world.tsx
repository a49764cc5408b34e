import { useState } from 'preact/hooks';
import { segment, send } from './api.js';
import { bytes, dateTime, percent } from './format.js';
import { useChange, useRoute } from './hooks.js';

interface Account {
  readonly login: string;
  readonly username: string;
  readonly active: boolean;
  readonly banned: boolean;
  readonly premium: boolean;
  readonly quota: string;
  readonly freeSpace: string;
  readonly maxFileSize: string;
  readonly space: { readonly stored: string; readonly binned: string; readonly reserved: string };
}

interface Node {
  readonly id: string;
  readonly parent?: string;
  readonly kind: 'folder' | 'file';
  readonly name: string;
  readonly size?: string;
  readonly date: string;
  readonly isInBin: boolean;
  readonly isShared: boolean;
  readonly page: string;
  readonly bytes?: string;
}

interface Contents {
  readonly nodes: readonly Node[];
  readonly isCut: boolean;
  readonly uploads: readonly {
    readonly id: string;
    readonly name: string;
    readonly fullSize: string;
    readonly received: readonly { readonly start: string; readonly end: string }[];
  }[];
  readonly unfinished: number;
}

function Quota({ quota, space, freeSpace }: Account) {
  const parts = (['stored', 'binned', 'reserved'] as const).filter((name) => space[name] !== '0');
  return (
    <div>
      <div class="bar" aria-hidden="true">
        {parts.map((name) => (
          <i key={name} class={name} style={{ width: `${percent(space[name], quota)}%` }} />
        ))}
      </div>
      <small>
        {bytes(freeSpace)} of {bytes(quota)} free
        {parts.map((name) => `, ${bytes(space[name])} ${name}`).join('')}
      </small>
    </div>
  );
}

function AccountCard({ account, reload }: { readonly account: Account; readonly reload: () => unknown }) {
  const { message, change } = useChange(reload);
  const path = `accounts/${segment(account.login)}`;
  const edit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const json = {
      quota: form.get('quota'),
      maxFileSize: form.get('maxFileSize'),
      active: form.has('active'),
      banned: form.has('banned'),
      premium: form.has('premium'),
    };
    change(() => send('PATCH', path, { json }), 'Saved.');
  };
  return (
    <article class="card">
      <h3>
        {account.login} {account.premium && <span class="tag">premium</span>}
        {account.banned && <span class="tag warn">banned</span>}
        {!account.active && <span class="tag warn">inactive</span>}
      </h3>
      <Quota {...account} />
      <details>
        <summary>Change</summary>
        <form onSubmit={edit}>
          <label>
            Quota in bytes
            <input name="quota" inputMode="numeric" defaultValue={account.quota} />
          </label>
          <label>
            Largest file in bytes
            <input name="maxFileSize" inputMode="numeric" defaultValue={account.maxFileSize} />
          </label>
          {(['active', 'banned', 'premium'] as const).map((name) => (
            <label key={name} class="check">
              <input type="checkbox" name={name} defaultChecked={account[name]} /> {name}
            </label>
          ))}
          <button type="submit" class="primary">
            Save
          </button>
          <button
            type="button"
            onClick={() => change(() => send('PATCH', path, { json: { freeSpace: '0' } }), 'It is full.')}
          >
            Fill it up
          </button>
        </form>
      </details>
      <p role="status" class="message">
        {message}
      </p>
    </article>
  );
}

function AddAccount({ reload }: { readonly reload: () => unknown }) {
  const { message, change } = useChange(reload);
  const add = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const json = { login: form.get('login'), password: form.get('password') };
    change(() => send('POST', 'accounts', { json }), `Added ${json.login}.`);
  };
  return (
    <details class="card">
      <summary>Add an account</summary>
      <form onSubmit={add}>
        <label>
          Login
          <input name="login" required />
        </label>
        <label>
          Password
          <input name="password" required />
        </label>
        <button type="submit" class="primary">
          Add
        </button>
      </form>
      <p role="status" class="message">
        {message}
      </p>
    </details>
  );
}

function Branch({ node, inside }: { readonly node: Node; readonly inside: ReadonlyMap<string, Node[]> }) {
  const tags = (
    <>
      {node.isShared && <span class="tag">shared</span>}
      {node.isInBin && <span class="tag warn">in the bin</span>}
    </>
  );
  if (node.kind === 'file')
    return (
      <li class="file">
        <a href={new URL(node.bytes ?? '').pathname} download={node.name}>
          {node.name}
        </a>
        {tags} <small>{`${bytes(node.size ?? '0')}, ${dateTime(node.date)}`}</small>
      </li>
    );
  const children = inside.get(node.id) ?? [];
  return (
    <li>
      <details open={node.parent === undefined}>
        <summary>
          {node.name || '/'} {tags} <small>{children.length}</small>
        </summary>
        <ul class="tree">
          {children.map((child) => (
            <Branch key={child.id} node={child} inside={inside} />
          ))}
        </ul>
      </details>
    </li>
  );
}

function Files({ login }: { readonly login: string }) {
  const { value, error } = useRoute<Contents>(`accounts/${segment(login)}/contents`);
  if (!value) return <p class="quiet">{error || 'Loading ...'}</p>;
  const inside = new Map<string, Node[]>();
  for (const node of value.nodes) {
    const beside = inside.get(node.parent ?? '');
    if (beside) beside.push(node);
    else inside.set(node.parent ?? '', [node]);
  }
  return (
    <>
      <h3>Files</h3>
      <ul class="tree top">
        {(inside.get('') ?? []).map((node) => (
          <Branch key={node.id} node={node} inside={inside} />
        ))}
      </ul>
      {value.isCut && <p class="quiet">There are more files than the page shows.</p>}
      <h3>Unfinished uploads</h3>
      {value.uploads.length === 0 && <p class="quiet">None. Uploads in progress show which bytes arrived.</p>}
      {value.uploads.map(({ id, name, fullSize, received }) => (
        <div key={id} class="upload">
          <span>{name}</span> <small>{`${bytes(fullSize)}, id ${id}`}</small>
          <div class="bar" role="img" aria-label={`${received.length} byte ranges of ${name} have arrived`}>
            {received.map(({ start, end }) => (
              <i
                key={start}
                class="range"
                style={{
                  left: `${percent(start, fullSize)}%`,
                  width: `${percent(String(BigInt(end) - BigInt(start)), fullSize)}%`,
                }}
              />
            ))}
          </div>
        </div>
      ))}
    </>
  );
}

/** Accounts with their space, and the files of one of them. */
export function World() {
  const { value, error, reload } = useRoute<{ accounts: readonly Account[] }>('accounts');
  const [chosen, setChosen] = useState('');
  const accounts = value?.accounts ?? [];
  const login = chosen || accounts[0]?.login;
  return (
    <div class="columns">
      <section aria-label="Accounts">
        <h2>Accounts</h2>
        {error && <p class="message">{error}</p>}
        {accounts.map((account) => (
          <AccountCard key={account.login} account={account} reload={reload} />
        ))}
        <AddAccount reload={reload} />
      </section>
      <section aria-label="Contents">
        <h2>Contents</h2>
        <select
          aria-label="Account"
          value={login ?? ''}
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          {accounts.map((account) => (
            <option key={account.login} value={account.login}>
              {account.login}
            </option>
          ))}
        </select>
        {login !== undefined && <Files key={login} login={login} />}
      </section>
    </div>
  );
}
