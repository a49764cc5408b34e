import type { CaseRule, ConformanceCase } from './case.js';
import { spellingOf } from './dialects.js';
import { type ActInput, NUMBER_STEPS } from './rules.js';

/** What a rule makes the service do, as far as it matters to who judges a client by it. */
export type Circumstance =
  /** Nothing that a client has to do anything about, such as another address that is as good. */
  | 'as good'
  | 'plain spelling'
  | 'rare spelling'
  | 'strange elements'
  | 'slow'
  | 'limits change'
  | 'no session key'
  | 'no data center'
  /** One that the service has no upload address for. */
  | 'other data center'
  | 'no address'
  | 'blanks before the address'
  | 'redirect'
  | 'https address'
  | 'address in capitals'
  | 'no file id'
  | 'finish refused'
  | 'finish blank'
  | 'finish without a text'
  | 'finish stores nothing'
  | 'part refused'
  | 'part cut'
  | 'part spoilt'
  | 'part silent'
  | 'fault'
  | 'fault with status 200'
  | 'no SOAP'
  | 'broken reply'
  | 'no number'
  | 'nil'
  | 'call silent'
  | 'other operations'
  | 'download';

type Act = ActInput & { readonly [key: string]: unknown };

/** What the rules of a case make the service do, each once. */
export const circumstancesOf = ({ rules }: Pick<ConformanceCase, 'rules'>): ReadonlySet<Circumstance> =>
  new Set(rules.map(circumstanceOf));

/** The circumstance that a rule makes. */
function circumstanceOf({ on, do: acts }: CaseRule): Circumstance {
  const { kind, operation: named } = on as { readonly kind: string; readonly operation?: unknown };
  const names = [named ?? []].flat().map(String);
  const [act, ...more] = acts as readonly [Act, ...Act[]];
  if (kind === 'download') return 'download';
  if (act.act === 'delay' || act.act === 'throttle') return 'slow';
  if (kind === 'part') return ofPart(act);
  if (act.act === 'dialect') return spellingOf(act);
  if (act.act === 'account') return 'sessionKeyTail' in act ? 'as good' : 'limits change';
  if (act.act === 'hold' || act.act === 'stall') return 'call silent';
  if (act.act === 'fault')
    return more.some(({ act: also }) => also === 'dialect') ? 'fault with status 200' : 'fault';
  if (act.act === 'status') return 'no SOAP';
  if (['truncate', 'corrupt', 'reset', 'hang-up'].includes(act.act)) return 'broken reply';
  return ofAnswer(names, act);
}

function ofPart({ act }: Act): Circumstance {
  if (act === 'status' || act === 'refuse') return 'part refused';
  if (act === 'reset' || act === 'hang-up') return 'part cut';
  return act === 'hold' || act === 'stall' ? 'part silent' : 'part spoilt';
}

/** An answer of the service, with another value than the true one. */
function ofAnswer([name = '']: readonly string[], act: Act): Circumstance {
  const isAbsent = act.act === 'no-return' || act.act === 'nil';
  if (isAbsent && (NUMBER_STEPS as readonly string[]).includes(name)) return 'no number';
  if (act.act === 'nil') return 'nil';
  const value = act.act === 'return' ? String(act.value) : '';
  switch (name) {
    case 'createUploadSessionKey':
      return value === '' ? 'no session key' : 'as good';
    case 'getNewFileDataCenter':
      return /^[1-9]/.test(value) ? 'other data center' : 'no data center';
    case 'getUploadFormUrl':
      return act.act === 'rewrite' ? ofTemplate(act.template) : 'no address';
    case 'uploadStartFile':
      return /^[1-9]/.test(value) ? 'as good' : 'no file id';
    case 'uploadFinishFile':
      if (value !== '') return value.trim() === '' ? 'finish blank' : 'finish refused';
      return act['perform'] === true ? 'finish without a text' : 'finish stores nothing';
    default:
      return 'other operations';
  }
}

function ofTemplate(template: string): Circumstance {
  if (template.includes('redirect')) return 'redirect';
  if (/^https:/i.test(template)) return 'https address';
  if (/^HTTP:/.test(template)) return 'address in capitals';
  if (/^(?:\{return\}|\{scheme\}:|http:)/i.test(template)) return 'as good';
  return /^\s+\{return\}/.test(template) ? 'blanks before the address' : 'no address';
}
