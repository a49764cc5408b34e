import {
  APP_DESIGNATOR,
  DECLARED_FAULT,
  IN_USE,
  LOGIN,
  LOGIN_REFUSED,
  NOTHING_CHANGED,
  ROOT_ALIAS,
  ROOT_FOLDER,
  WRONG_PASSWORD,
} from '../rules/access.js';
import { callsAllWithWrongPassword } from '../steps/access/call-all-with-wrong-password.js';
import { callsWithWrongPassword } from '../steps/access/call-with-wrong-password.js';
import { apps } from '../steps/access/come-as-app.js';
import { logins, wrongLogins } from '../steps/access/log-in.js';
import { looksAtAccount } from '../steps/access/look-at-account.js';
import { uploads } from '../steps/upload/upload.js';
import { check } from './server-check.js';

// Several of them at a time, as there are many functions.
const wrongCalls = () => ({
  lead: [uploads(), ...Array.from({ length: 4 }, callsWithWrongPassword)],
});

export const accessChecks = [
  check(LOGIN, () => ({ lead: [logins()] })),
  check(LOGIN_REFUSED, () => ({ lead: [wrongLogins()] })),
  check(ROOT_FOLDER, () => ({ lead: [looksAtAccount()] })),
  check(IN_USE, () => ({ lead: [looksAtAccount()] })),
  check(WRONG_PASSWORD, () => ({
    lead: [uploads(), callsWithWrongPassword()],
    last: [callsAllWithWrongPassword()],
  })),
  check(NOTHING_CHANGED, wrongCalls),
  check(DECLARED_FAULT, wrongCalls),
  check(APP_DESIGNATOR, () => ({ lead: [apps()] })),
  check(ROOT_ALIAS, () => ({ lead: [looksAtAccount()] })),
];
