import { latePart } from '../../late-parts.js';
import { type CallReader, type Limits, openCall, type ReadCall } from '../../soap/index.js';
import { LONGEST, type World } from '../../world/index.js';
import {
  type CallRequest,
  type CallResponse,
  type CallSite,
  type DecodedCall,
  failureResponse,
  faultResponse,
  runOperation,
} from './call-response.js';

/** Settings for all calls. */
export interface CallSettings {
  readonly lenient: boolean;
  readonly limits: Limits;
}

/** A call whose body is arriving. */
export interface CallInProgress {
  write(bytes: Uint8Array): void;
  /** Whether the body broke a limit: further bytes need not be written. */
  readonly refused: boolean;
  /** Returns a promise only if the operation does. */
  finish(): CallResponse | Promise<CallResponse>;
}

/**
 * Begins to serve one SOAP call: bytes in, bytes out. Never throws or rejects.
 * @returns null for a content type that the service does not accept: HTTP 415 (RI)
 */
export function beginCall(request: CallRequest, settings: CallSettings): CallInProgress | null {
  const reader = openCall({
    version: request.version,
    contentType: request.contentType,
    lenient: settings.lenient,
    limits: settings.limits,
  });
  return reader && new ReadingCall(request, reader);
}

// A class: V8 stores an object literal with a getter as a hash table, which keeps the whole request alive until the
// next full garbage collection. That made each small collection take ten times as long.
class ReadingCall implements CallInProgress {
  constructor(
    private readonly request: CallRequest,
    private readonly reader: CallReader,
  ) {}

  write(bytes: Uint8Array): void {
    this.reader.write(bytes);
  }

  get refused(): boolean {
    return this.reader.refused;
  }

  finish(): CallResponse | Promise<CallResponse> {
    return respond(this.request, this.reader.end());
  }
}

function respond(request: CallRequest, call: ReadCall): CallResponse | Promise<CallResponse> {
  if (call.fault) return faultResponse(request.version, call, call.fault);
  const { site } = request;
  const { ready } = site;
  if (ready)
    return ready
      .then(() => respond(request, call))
      .catch((error: unknown) => failureResponse(request.version, call, error, undefined));
  const named = accountNamed(site, call);
  const account = named ?? accountMeant(site, call);
  const response = respondWhenReady(request, call, account);
  if (named === account) return response;
  const withoutAccount = (answered: CallResponse): CallResponse => ({ ...answered, account: named });
  return response instanceof Promise ? response.then(withoutAccount) : withoutAccount(response);
}

function respondWhenReady(
  request: CallRequest,
  call: DecodedCall,
  account: string | undefined,
): CallResponse | Promise<CallResponse> {
  const loading = request.site.prepare(account);
  if (!loading) return answerFor(request, call, account);
  return loading
    .then(() => answerFor(request, call, account))
    .catch((error: unknown) => failureResponse(request.version, call, error, account));
}

/** Loaded when the first rule fires; most servers never have one. */
const misbehaving = latePart(() => import('./misbehaving-call.js'));

function answerFor(
  request: CallRequest,
  call: DecodedCall,
  account: string | undefined,
): CallResponse | Promise<CallResponse> {
  const firing = request.site.consult({
    kind: 'call',
    operation: call.operation,
    account,
    arguments: call.args,
  });
  if (firing === undefined) return runOperation(request, call, account);
  return misbehaving()
    .then(({ serveUnderRules }) => serveUnderRules(request, call, account, firing))
    .catch((error: unknown) => failureResponse(request.version, call, error, account));
}

/** The account of a call in log and journal: undefined without credentials, and if the login may be a password. */
function accountNamed(site: CallSite, { args }: DecodedCall): string | undefined {
  if ('login' in args && typeof args.login === 'string') {
    if (mayBePassword(site.world.accounts, args)) return undefined;
    site.sawAccount(args.login);
    return args.login;
  }
  return 'sessionKey' in args ? site.world.sessions.owner(args.sessionKey)?.login : undefined;
}

/** The account of a call for rules: without a login, the last account that had one (assumption). */
function accountMeant({ lastAccount }: CallSite, { args }: DecodedCall): string | undefined {
  return 'login' in args && typeof args.login === 'string' ? args.login : lastAccount;
}

/**
 * Whether the login of a call belongs to no account and may be a password in the wrong argument: it is no e-mail
 * address, or the password is one. Then it is masked.
 */
export function mayBePassword(accounts: Pick<World['accounts'], 'get'>, args: object): boolean {
  const login: unknown = Reflect.get(args, 'login');
  const password: unknown = Reflect.get(args, 'password');
  if (typeof login !== 'string' || typeof password !== 'string' || accounts.get(login)) return false;
  return !isAddress(login) || accounts.get(password) !== undefined;
}

/** client: logins are e-mail addresses. No account has a longer one. */
const isAddress = (text: string): boolean =>
  text.length <= LONGEST.login && /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text);
