import type { Assumptions } from '../assumptions/assumptions.js';
import { LONGEST, tooLong } from '../tree/text-length.js';
import type { AccountSettings, Accounts } from './accounts.js';
import { readPassword } from './credentials.js';

/** An e-mail address, roughly: one @, no blanks, a domain with a dot (client: logins are addresses). */
const ADDRESS = /^[^\s@\p{Cc}]+@[^\s@.\p{Cc}]+(?:\.[^\s@.\p{Cc}]+)+$/u;

/** The arguments of a sign-up. The password may carry an application's designator (wiki). */
interface SignUp {
  readonly login: string;
  readonly password: string;
  /** Empty or absent: the login up to the @ (client: one falls back to signup without it). */
  readonly username?: string | undefined;
}

/**
 * Makes an account that is usable at once, and remembers the application.
 * @returns an empty text, or the reason why there is no account (client); the reasons themselves: assumption
 */
export function signUp(accounts: Accounts, kind: Assumptions['signup-account'], sent: SignUp): string {
  const { password, app } = readPassword(sent.password);
  const settings = {
    login: sent.login,
    password,
    username: sent.username === '' ? undefined : sent.username,
    active: kind === 'active',
  };
  const complaint = whyNot(settings) ?? tooLong('name of the application', app ?? '', LONGEST.app);
  if (complaint !== undefined) return complaint;
  if (accounts.isFull) return 'The service takes no more accounts.';
  const account = accounts.add(settings);
  if (!account) return `There is an account ${sent.login} already.`;
  account.app = app;
  return '';
}

/** Why a text cannot be the name shown to others; undefined when it can. */
export function usernameComplaint(username: string): string | undefined {
  if (username === '') return 'The user name is empty.';
  return tooLong('user name', username, LONGEST.username);
}

function whyNot({ login, password, username }: AccountSettings): string | undefined {
  const long = tooLong('login', login, LONGEST.login) ?? tooLong('password', password, LONGEST.password);
  if (long !== undefined) return long;
  if (!ADDRESS.test(login)) return 'The login is no e-mail address.';
  if (password === '') return 'The password is empty.';
  return username === undefined ? undefined : usernameComplaint(username);
}
