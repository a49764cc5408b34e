import * as v from 'valibot';
import { isFunction, strictTable } from '../../../mock-server/schemas/input-schemas.js';
import { whole } from '../../../mock-server/schemas/numbers.js';
import type { UploadHandle } from './upload-handle.js';

// Checked before anything is sent. The types of the options are derived from these tables.

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

const CLIENT = {
  /** Address of the description. */
  wsdl: address('a service description'),
  /** Address of the endpoint; without it, the one that the description names. */
  soap: v.optional(address('an endpoint')),
  /** Login of the account, its e-mail address. */
  login: text,
  /** Its password. */
  password: text,
  /** Aborts all operations, also those that start later. */
  signal,
  /** Milliseconds without a byte after which a call, part or download fails. Default: 60,000. */
  timeout: v.optional(atLeast(1), 60_000),
  /**
   * How often a call that changes nothing, or a part, is repeated after a failed connection or an overloaded server.
   * Default: 3.
   */
  retries: v.optional(atLeast(0), 3),
  /** Milliseconds before the first further attempt, doubled each time up to `longest`. Default: 250 and 10,000. */
  retryDelay: v.optional(strictTable({ first: atLeast(0), longest: atLeast(0) }), {
    first: 250,
    longest: 10_000,
  }),
  /** Replaces the global `fetch`, for example to use a proxy. */
  fetch: functionLike<typeof fetch>('must be a function such as fetch'),
};

const PART = 'must be a whole number of bytes, at least 1';
/** A bigint; a whole number is taken for one, for callers in JavaScript. */
const long = (problem: string) =>
  v.pipe(
    v.union([v.bigint(), whole()], problem),
    v.transform((value) => BigInt(value)),
  ) as v.GenericSchema<bigint>;

const UPLOAD = {
  /** Name of the stored file. Default: that of the uploaded file; required for blobs and streams. */
  name: v.optional(text),
  /** Id of its folder. Default: -1, the root. */
  dirId: v.optional(long('must be the id of a folder, or -1n for the root'), -1n),
  /** Expected size of the source in bytes. The upload fails if it differs. */
  size: v.optional(long('must be a whole number of bytes')),
  /** Size of a part in bytes. Default: 4 MiB. */
  partSize: v.optional(whole(1, Number.MAX_SAFE_INTEGER, PART), 4 * 1024 * 1024),
  /** Parts that are sent concurrently. Default: 2, like the web pages of the service (client). */
  parallel: v.optional(whole(1, 64), 2),
  /** Called with the number of accepted bytes, before the first part and after each. */
  onProgress: functionLike<(progress: { readonly sent: bigint; readonly size: bigint }) => void>(
    'must be a function that takes sent and size',
  ),
  /** Resumes a stopped upload, with its name, folder and part size. */
  // Read by `readHandle`, as it may come from a file.
  resume: v.optional(v.unknown() as v.GenericSchema<UploadHandle>),
  /** Aborts the upload. It can be resumed. */
  signal,
};

const CALL = {
  /** Aborts the call or download. */
  signal,
};

type Input<Table extends v.ObjectEntries> = Readonly<v.InferInput<v.StrictObjectSchema<Table, undefined>>>;

/** Options of a client. */
export type FourSharedOptions = Input<typeof CLIENT>;

/** Options of one upload. */
export type UploadOptions = Input<typeof UPLOAD>;

/** Options of one call, and of one download. */
export type CallOptions = Input<typeof CALL>;

/** The schemas of these options, with their defaults. */
export const OPTIONS = { client: strictTable(CLIENT), upload: strictTable(UPLOAD), call: strictTable(CALL) };
