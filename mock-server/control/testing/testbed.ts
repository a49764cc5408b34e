import type { FourSharedFake, RuleInput } from '../../index.js';
import { send } from './control-client.js';

/** A call of a route, and its expected status. */
export interface Example {
  readonly status: number;
  /** Parameters of the path. */
  readonly params?: Readonly<Record<string, string>>;
  /** With its question mark. */
  readonly query?: string;
  readonly json?: unknown;
  readonly body?: string;
  readonly contentType?: string;
  /** Runs before the call. */
  readonly before?: (stage: Stage) => unknown;
  /** Expected in the text of the response. */
  readonly has?: string | RegExp;
  /** Cleans up. */
  readonly after?: (stage: Stage) => unknown;
}

/** The testbed of an example, with its own namespace. */
export interface Stage {
  readonly fake: FourSharedFake;
  /** Name of the namespace. */
  readonly name: string;
  /** Address of the namespace. */
  readonly base: string;
  readonly space: () => ReturnType<FourSharedFake['namespace']>;
}

export const FAULT_RULE: RuleInput = {
  id: 'full',
  on: { kind: 'call', operation: 'getFreeSpace' },
  do: [{ act: 'fault', text: 'Full' }],
};
export const HOLD_RULE: RuleInput = {
  id: 'stop',
  on: { kind: 'call', operation: 'getFreeSpace' },
  do: [{ act: 'hold', name: 'gate' }],
};

export const arm = (rule: object) => (stage: Stage) =>
  send(stage.base, 'POST', '/_control/rules', { json: rule });

export const ask = ({ base }: Stage, login = 'user@example.com'): Promise<unknown> =>
  send(base, 'POST', '/jax3/DesktopApp', {
    body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><a:getFreeSpace xmlns:a="http://api.soap.shared.pmstation.com/"><arg0>${login}</arg0><arg1>secret</arg1></a:getFreeSpace></e:Body></e:Envelope>`,
    headers: { 'content-type': 'text/xml' },
  });

/** Holds a call at the gate, and resolves when it is held. */
export async function stop(stage: Stage): Promise<void> {
  await arm(HOLD_RULE)(stage);
  void ask(stage);
  await stage.space().holds.arrived('gate');
}

export const goOn = ({ space }: Stage): void => space().holds.releaseAll();
export const save = ({ space }: Stage) => space().snapshots.save('one');

export async function exported({ space }: Stage): Promise<string> {
  await space().snapshots.save('one');
  let text = '';
  for await (const piece of await space().snapshots.export('one')) text += piece;
  return text;
}
