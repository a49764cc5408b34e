import * as v from 'valibot';
import { isFunction, oneOf, strictTable } from '../mock-server/schemas/input-schemas.js';
import { whole } from '../mock-server/schemas/numbers.js';
import { readOptions } from '../mock-server/schemas/read-options.js';
import { OPERATIONS } from './drivers/client-under-test.js';

// What the functions of the kit are given. Nothing is transformed, so that what was checked can be used as it is.

const text = v.optional(v.string('must be a text'));
const flag = v.optional(v.boolean('must be true or false'));
const texts = v.optional(v.array(v.string('must be a text'), 'must be a list of texts'));

/** Longer than anybody waits, and short enough for a timer. */
const LONGEST_TIMER = 2 ** 31 - 1;
const ms = (least: number) => v.optional(whole(least, LONGEST_TIMER));

const functionLike = v.optional(v.custom(isFunction, 'must be a function'));
const list = (of: string) => v.optional(v.custom(Array.isArray, `must be a list of ${of}`));
const map = v.optional(v.instance(Map, 'must be a Map by the ids of requirements'));

const SETTINGS = {
  only: texts,
  skip: texts,
  shard: v.optional(
    v.pipe(
      strictTable({ index: whole(1), count: whole(1) }),
      v.check(({ index, count }) => index <= count, 'must have an index up to count'),
    ),
  ),
  seed: v.optional(whole()),
  runs: v.optional(whole(0)),
  timeLimitMs: v.optional(v.pipe(v.number('must be milliseconds'), v.minValue(0, 'must not be negative'))),
  level: v.optional(oneOf(['must', 'should', 'may'])),
  known: map,
  first: map,
  shrinking: v.optional(strictTable({ attempts: whole(0), ms: whole(0) })),
  confirm: v.optional(v.union([v.boolean(), v.literal('doubtful')], 'must be true, false or "doubtful"')),
  signal: v.optional(v.instance(AbortSignal, 'must be the signal of an AbortController')),
  reached: text,
};

const CLIENT_SETTINGS = {
  ...SETTINGS,
  requirements: list('requirements'),
  quick: flag,
  corners: list('blocks of dimensions'),
  service: v.optional(oneOf(['jax3', 'jax2'])),
  timeoutMs: ms(1),
  jobs: v.optional(whole(1)),
  openTestbed: functionLike,
};

const knownFailure = strictTable({
  reason: v.string('must be a text that tells why'),
  expires: v.optional(
    v.pipe(v.string('must be a date such as 2027-01-31'), v.isoDate('must be a date such as 2027-01-31')),
  ),
  version: text,
  place: text,
});

const account = strictTable({
  login: v.string('must be a text'),
  password: v.string('must be a text'),
});

const { known: _, signal: __, reached: ___, ...DESCRIBED } = CLIENT_SETTINGS;

const address = v.pipe(
  v.string('must be the address of a service description'),
  v.check(
    (given) => /^https?:/i.test(given) && URL.canParse(given),
    'must be the address of a service description, such as http://127.0.0.1:4040/jax3/DesktopApp?wsdl',
  ),
);

const COMMAND = 'must be a list: the program and its arguments';

const PROCESS = {
  cwd: text,
  env: v.optional(v.record(v.string(), v.string('must be a text'), 'must be a table of names and texts')),
  graceMs: ms(0),
};

const hasFunctions =
  (...names: readonly string[]) =>
  (given: unknown): boolean =>
    typeof given === 'object' &&
    given !== null &&
    names.every((name) => isFunction(Reflect.get(given, name)));

/** What each function of the kit is given, by the name of its argument. */
export const GIVEN = {
  runConformance: {
    client: v.custom(
      hasFunctions('start', 'open', 'stop', 'notes'),
      'must be a driver such as stdioClient, execClient or inProcessClient make',
    ),
    options: strictTable(CLIENT_SETTINGS),
    events: strictTable({
      planned: functionLike,
      judged: functionLike,
      done: functionLike,
      remark: functionLike,
      ready: functionLike,
    }),
  },
  describeConformance: {
    options: strictTable({
      ...DESCRIBED,
      name: text,
      known: v.optional(v.record(v.string(), knownFailure, 'must be a table of ids and reasons')),
      replay: text,
      testTimeoutMs: ms(1),
    }),
  },
  runServerSuite: {
    server: v.custom(hasFunctions('call', 'send'), 'must be what rawServer or strongSoapServer make'),
    account,
    options: strictTable({
      ...SETTINGS,
      requirements: list('requirements'),
      guest: v.optional(account),
      assumptions: texts,
      gentle: flag,
    }),
    events: strictTable({
      planned: functionLike,
      judged: functionLike,
      done: functionLike,
      remark: functionLike,
    }),
  },
  rawServer: {
    wsdl: address,
    options: strictTable({ version: v.optional(oneOf(['jax3', 'jax2'])), exchange: functionLike }),
  },
  fetchExchange: { limits: strictTable({ timeoutMs: ms(1), maxReplyBytes: v.optional(whole(1)) }) },
  // A client may be an object of any class, with more in it.
  inProcessClient: {
    client: v.object(
      {
        name: text,
        version: text,
        concurrency: v.optional(whole(1)),
        rootOnly: flag,
        ...Object.fromEntries(OPERATIONS.map((name) => [name, functionLike])),
      },
      'must be an object with a function upload',
    ),
  },
  stdioClient: {
    command: v.pipe(v.array(v.string('must be a text'), COMMAND), v.minLength(1, COMMAND)),
    options: strictTable({ ...PROCESS, helloMs: ms(1), longestLine: v.optional(whole(1)) }),
  },
  execClient: {
    template: v.string('must be a text such as php upload.php {wsdl} {login} {password} {file}'),
    options: strictTable({ ...PROCESS, name: text, concurrency: v.optional(whole(1)) }),
  },
};

/**
 * Checks what a function of the kit is given.
 * @throws OptionsError for the first mistake
 */
export function checkGiven(called: keyof typeof GIVEN, given: Readonly<Record<string, unknown>>): void {
  for (const [name, schema] of Object.entries<v.GenericSchema<unknown, unknown>>(GIVEN[called]))
    readOptions(
      called,
      name === 'options' ? schema : v.object({ [name]: schema }),
      name === 'options' ? given[name] : given,
    );
}
