import * as v from 'valibot';
import { isFunction, strictTable } from '../../../mock-server/schemas/input-schemas.js';
import { whole } from '../../../mock-server/schemas/numbers.js';

// What the client is given, as it is checked before anything is sent.

const address = (what: string) => {
  const problem = `must be the address of ${what}, such as http://127.0.0.1:4040/jax3/DesktopApp`;
  return v.pipe(
    v.string(problem),
    v.check((text) => /^https?:/i.test(text) && URL.canParse(text), problem),
  );
};

const text = v.string('must be a text');
const signal = v.optional(v.instance(AbortSignal, 'must be the signal of an AbortController'));

const LONGEST_TIMER = 2 ** 31 - 1;
const atLeast = (least: number) => {
  const problem = `must be a number of at least ${least} and below 2^31`;
  return v.pipe(v.number(problem), v.minValue(least, problem), v.maxValue(LONGEST_TIMER, problem));
};

const functionLike = <Kind>(problem: string) => v.optional(v.custom<Kind>(isFunction, problem));

export const CLIENT_OPTIONS = strictTable({
  wsdl: address('a service description'),
  soap: v.optional(address('an endpoint')),
  login: text,
  password: text,
  signal,
  timeout: v.optional(atLeast(1), 60_000),
  retries: v.optional(atLeast(0), 3),
  retryDelay: v.optional(strictTable({ first: atLeast(0), longest: atLeast(0) }), {
    first: 250,
    longest: 10_000,
  }),
  fetch: functionLike<typeof fetch>('must be a function such as fetch'),
});

const PART = 'must be a whole number of bytes, at least 1';
const long = (problem: string) =>
  v.pipe(
    v.union([v.bigint(), whole()], problem),
    v.transform((value) => BigInt(value)),
  );

export const UPLOAD_OPTIONS = strictTable({
  name: v.optional(text),
  dirId: v.optional(long('must be the id of a folder, or -1n for the root'), -1n),
  size: v.optional(long('must be a whole number of bytes')),
  partSize: v.optional(whole(1, Number.MAX_SAFE_INTEGER, PART), 4 * 1024 * 1024),
  parallel: v.optional(whole(1, 64), 2),
  onProgress: functionLike<(progress: { readonly sent: bigint; readonly size: bigint }) => void>(
    'must be a function that takes sent and size',
  ),
  // Read by `readHandle`, as it may come from a file.
  resume: v.optional(v.unknown()),
  signal,
});

/** Of a call, and of a download. */
export const CALL_OPTIONS = strictTable({ signal });
