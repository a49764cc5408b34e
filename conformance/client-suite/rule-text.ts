import type { RuleInput } from '../../mock-server/index.js';
import type { CaseRule } from './scenarios/case.js';

type ActInput = RuleInput['do'][number];
type TriggerInput = RuleInput['on'];

/** What a rule of a case has the service do, as a sentence. The rule was armed, so it is one. */
export function ruleText(rule: CaseRule): string {
  const { on, do: acts, times } = rule as unknown as RuleInput;
  const limit = times === undefined ? '' : times === 1 ? ', once' : `, ${times} times`;
  return `${triggerText(on)}, the service ${acts.map(actText).join(' and ')}${limit}.`;
}

function triggerText(on: TriggerInput): string {
  const nth = on.nth === undefined ? '' : ` (${times(on.nth)})`;
  switch (on.kind) {
    case 'call': {
      const names = on.operation === undefined ? ['any operation'] : [on.operation].flat();
      const given = Object.entries(on.arguments ?? {}).map(([name, text]) => ` with ${name} ${quoted(text)}`);
      return `When ${names.join(' or ')} is called${given.join(' and')}${nth}`;
    }
    case 'part':
      return `When bytes come to the upload address${nth}`;
    case 'download':
      return `When a file is downloaded${nth}`;
  }
}

function times(nth: NonNullable<TriggerInput['nth']>): string {
  if (typeof nth !== 'object') return `time ${nth}`;
  return nth.to === undefined ? `from time ${nth.from} on` : `times ${nth.from} to ${nth.to}`;
}

function actText(act: ActInput): string {
  switch (act.act) {
    case 'return':
      return `answers ${quoted(act.value)}`;
    case 'no-return':
      return 'answers without a result';
    case 'nil':
      return 'answers nil';
    case 'fault':
      return `answers with the fault ${quoted(act.text)}`;
    case 'status':
      return `answers with HTTP status ${act.status}`;
    case 'rewrite':
      return `answers with an address of the form ${quoted(act.template)}`;
    case 'refuse':
      return `refuses them with code ${act.code}`;
    case 'lose':
      return 'says that it took them, and loses them';
    case 'double':
      return 'stores them twice';
    case 'dialect':
      return 'spells its answer in another legal way';
    case 'reset':
      return `resets the connection after ${act.afterBytes} bytes`;
    case 'truncate':
      return `ends the connection after ${act.afterBytes} bytes of its answer`;
    case 'hang-up':
      return 'ends the connection without an answer';
    case 'hold':
      return act.at === 'after' ? 'does it and never answers' : 'never answers';
    case 'stall':
      return stalled(act);
    case 'throttle':
      return act.direction === 'in'
        ? `takes no more than ${act.bytesPerSecond} bytes a second`
        : `answers with no more than ${act.bytesPerSecond} bytes a second`;
    case 'delay':
      return `waits ${act.ms} ms`;
    default:
      return details(act);
  }
}

function stalled({ afterBytes, ms, direction }: Extract<ActInput, { act: 'stall' }>): string {
  const what = direction === 'in' ? `takes ${bytes(afterBytes)}` : `sends ${bytes(afterBytes)} of its answer`;
  return `${what} and no more${ms === undefined ? '' : ` for ${ms} ms`}`;
}

/** The rest reads well enough as it is written: `corrupt with from 3`. */
function details({ act, ...rest }: ActInput): string {
  const pairs = Object.entries(rest).map(([name, value]) => `${name} ${quoted(value)}`);
  return `does "${act}"${pairs.length === 0 ? '' : ` with ${pairs.join(', ')}`}`;
}

const bytes = (count: unknown): string => `${count} byte${String(count) === '1' ? '' : 's'}`;

const quoted = (value: unknown): string =>
  typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? 'nothing');
