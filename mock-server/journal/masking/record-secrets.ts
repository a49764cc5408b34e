import type { ExchangeRecord } from '../entry.js';
import { forEachPassword } from '../views/json-view.js';
import { Secrets } from './secrets.js';

const NONE = new Secrets([]);

/** The passwords that are known from a record itself: those among the arguments and in the result. */
export function secretsOf(record: ExchangeRecord): Secrets {
  if (record.kind !== 'call') return NONE;
  const passwords: string[] = [];
  const add = (password: string) => passwords.push(password);
  forEachPassword(record.arguments, add);
  forEachPassword(record.result, add);
  return new Secrets(passwords, record.account);
}
