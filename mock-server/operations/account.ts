import { signUp, WrongCredentials } from '../world/index.js';
import { type CallContext, type Handlers, signedIn } from './handler.js';

/** The complaint about credentials, for operations that must not fault; undefined when they are right. */
function complaint({ world }: CallContext, args: { login: string; password: string }): string | undefined {
  try {
    world.accounts.authenticate(args.login, args.password);
    return undefined;
  } catch (error) {
    if (error instanceof WrongCredentials) return error.message;
    throw error;
  }
}

/** What an account is and how much room it has. */
export const account = {
  ...signedIn({
    isAccountActive: ({ account }) => account.active,
    isAccountBanned: ({ account }) => account.banned,
    isAccountPremium: ({ account }) => account.premium,
    /** Bytes (howto). Unfinished uploads and the recycle bin count as used (assumption). */
    getFreeSpace: ({ world, account }) => world.accounts.freeSpace(account),
    /** Bytes, free and used together (assumption). */
    getSpaceLimit: ({ account }) => account.quota,
    /** Bytes; a file of exactly this size is allowed (howto, client). */
    getMaxFileSize: ({ account }) => account.maxFileSize,
  }),
  /** Empty on success, else a text; makes no session (client). Inactive and banned accounts log in (assumption). */
  login: (context, args) => complaint(context, args) ?? '',
  isExistsLoginPassword: (context, args) => complaint(context, args) === undefined,
  /** Empty or the reason; no fault is declared (client). */
  signup: ({ world }, args) => signUp(world.accounts, world.assume['signup-account'], args),
  signupUsername: ({ world }, args) => signUp(world.accounts, world.assume['signup-account'], args),
} satisfies Partial<Handlers>;
