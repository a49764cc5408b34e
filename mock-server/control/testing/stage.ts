import type { FourSharedFake, RuleInput } from '../../index.js';
import { send } from './control-client.js';

/** One call of a route, and the status it must have. */
export interface Example {
  readonly status: number;
  /** The varying pieces of the path. */
  readonly params?: Readonly<Record<string, string>>;
  /** With its question mark. */
  readonly query?: string;
  readonly json?: unknown;
  readonly body?: string;
  readonly contentType?: string;
  /** What has to be there first. */
  readonly before?: (stage: Stage) => unknown;
  /** What the answer must have in it, as text. */
  readonly has?: string | RegExp;
  /** Sees to what was left behind. */
  readonly after?: (stage: Stage) => unknown;
}

/** Where an example is played: a namespace of its own. */
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
  on: { kind: 'call', function: 'getFreeSpace' },
  do: [{ act: 'fault', text: 'Full' }],
};
export const HOLD_RULE: RuleInput = {
  id: 'stop',
  on: { kind: 'call', function: 'getFreeSpace' },
  do: [{ act: 'hold', name: 'gate' }],
};

export const arm = (rule: object) => (stage: Stage) =>
  send(stage.base, 'POST', '/_control/rules', { json: rule });

export const ask = ({ base }: Stage, login = 'user@example.com'): Promise<unknown> =>
  send(base, 'POST', '/jax3/DesktopApp', {
    body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><a:getFreeSpace xmlns:a="http://api.soap.shared.pmstation.com/"><arg0>${login}</arg0><arg1>secret</arg1></a:getFreeSpace></e:Body></e:Envelope>`,
    headers: { 'content-type': 'text/xml' },
  });

/** Leaves a call at the gate, and goes on as soon as it stands there. */
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
