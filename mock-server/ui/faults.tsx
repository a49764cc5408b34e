import { useState } from 'preact/hooks';
import { segment, send } from './api.js';
import { ClockPanel, FixturePanel, HoldsPanel, SnapshotsPanel } from './controls.js';
import { useChange, useRoute } from './hooks.js';

interface Rule {
  readonly id?: string;
  readonly note?: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly do: readonly { readonly act: string }[];
  readonly times?: number;
}

interface RuleReport {
  readonly rule: Rule;
  readonly state: 'armed' | 'fired' | 'spent';
  readonly matched: number;
  readonly fired: number;
}

interface EdgeCase {
  readonly name: string;
  readonly login: string;
  readonly group: string;
  readonly what: string;
  readonly expected: string;
  readonly rules: readonly Rule[];
}

/** The rules of an edge case for an account. The fake numbers them, so that they can be armed again. */
export const rulesFor = (edgeCase: EdgeCase, account: string, isOnce: boolean): Rule[] =>
  edgeCase.rules.map(({ id: _, ...rule }) => ({
    ...rule,
    note: edgeCase.name,
    on: { ...rule.on, account },
    ...(isOnce ? { times: 1 } : {}),
  }));

function Armed({ rules, reload }: { readonly rules: readonly RuleReport[]; readonly reload: () => unknown }) {
  const { message, change } = useChange(reload);
  return (
    <article class="card">
      <h3>Armed rules</h3>
      {rules.length === 0 && <p class="quiet">None. Arm an edge case on this page, or a rule from a call.</p>}
      <ul class="plain">
        {rules.map(({ rule, state, fired, matched }) => (
          <li key={rule.id} class="line">
            <span class={`tag ${state}`}>{state === 'armed' ? 'never fired' : state}</span>
            <b>{rule.note ?? rule.id}</b>
            <small>
              {`${rule.do.map(({ act }) => act).join(', ')} on ${String(rule.on['operation'] ?? rule.on['kind'])}${
                rule.on['account'] === undefined ? '' : ` of ${String(rule.on['account'])}`
              }; fired ${fired} of ${matched} matching`}
            </small>
            <button
              type="button"
              aria-label={`Disarm ${rule.id}`}
              onClick={() => change(() => send('DELETE', `rules/${segment(rule.id ?? '')}`))}
            >
              Disarm
            </button>
          </li>
        ))}
      </ul>
      {rules.length > 1 && (
        <button type="button" onClick={() => change(() => send('DELETE', 'rules'))}>
          Disarm all
        </button>
      )}
      <p role="status" class="message">
        {message}
      </p>
    </article>
  );
}

/** The gallery of edge cases, armed rules, held exchanges, clock, snapshots and fixture. */
export function Faults() {
  const edge = useRoute<{ edgeAccounts: readonly EdgeCase[] }>('edge-accounts');
  const accounts = useRoute<{ accounts: readonly { login: string }[] }>('accounts');
  const rules = useRoute<{ rules: readonly RuleReport[] }>('rules');
  const { message, change } = useChange(rules.reload);
  const [chosen, setChosen] = useState('');
  const [isOnce, setOnce] = useState(true);
  const account = chosen || (accounts.value?.accounts[0]?.login ?? '');
  const cases = edge.value?.edgeAccounts ?? [];
  const groups = [...new Set(cases.map(({ group }) => group))];
  return (
    <div class="columns">
      <section aria-label="Edge cases">
        <h2>Edge cases</h2>
        <div class="tools">
          <select
            aria-label="Account"
            value={account}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            {(accounts.value?.accounts ?? []).map(({ login }) => (
              <option key={login} value={login}>
                {login}
              </option>
            ))}
          </select>
          <label class="check">
            <input
              type="checkbox"
              checked={isOnce}
              onChange={(event) => setOnce(event.currentTarget.checked)}
            />{' '}
            only once
          </label>
          <span role="status" class="message">
            {message || edge.error}
          </span>
        </div>
        {groups.map((group) => (
          <details key={group} open>
            <summary class="group">{group}</summary>
            <div class="gallery">
              {cases
                .filter((each) => each.group === group)
                .map((each) => (
                  <article key={each.name} class="card">
                    <h3>{each.name}</h3>
                    <p>{each.what.replaceAll('`', '')}</p>
                    <p class="quiet">{`A correct client: ${each.expected.replaceAll('`', '')}`}</p>
                    {each.rules.length === 0 ? (
                      <small>{`Log in as ${each.login}: it is a state of the account.`}</small>
                    ) : (
                      <button
                        type="button"
                        aria-label={`Arm ${each.name}`}
                        onClick={() =>
                          change(
                            () => send('POST', 'rules', { json: rulesFor(each, account, isOnce) }),
                            `Armed ${each.name} for ${account}.`,
                          )
                        }
                      >
                        Arm
                      </button>
                    )}
                  </article>
                ))}
            </div>
          </details>
        ))}
      </section>
      <section aria-label="State">
        <h2>State</h2>
        <Armed rules={rules.value?.rules ?? []} reload={rules.reload} />
        <HoldsPanel />
        <ClockPanel />
        <SnapshotsPanel />
        <FixturePanel />
      </section>
    </div>
  );
}
