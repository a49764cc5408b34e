import * as v from 'valibot';
import type { Rule } from './edge-cases/index.js';
import type { FixtureInput } from './fixture/given-fixture.js';
import { journalSettings } from './namespaces/input-schemas.js';
import {
  HOST_NAME,
  LARGEST_PORT,
  LONGEST_TIMER,
  type OptionValue,
  ORIGIN,
  PUBLIC_URL,
  TOKEN,
  withoutSlash,
} from './option-values.js';
import { isFunction, oneOf, strictTable } from './schemas/input-schemas.js';
import { whole } from './schemas/numbers.js';
import { type Fixture, isTime } from './world/index.js';

/** One line of the request log. It has no arguments besides the account, and so no password. */
export interface LogEntry {
  /** Name of the operation, or what else was requested: a page, a part, a download. */
  readonly what: string;
  readonly account?: string | undefined;
  /** The result in a few words. */
  readonly result: string;
  /** Duration in milliseconds. */
  readonly ms: number;
  /** What the server ignored or tolerated in the request. */
  readonly warnings: readonly string[];
  /** Set when this server is at fault. */
  readonly failure?: unknown;
}

/** Receives every entry when the response is sent. */
export type LogSink = (entry: LogEntry) => void;

const flag = v.optional(v.boolean('must be true or false'));

const like = ({ isRight, problem }: OptionValue) => v.pipe(v.string(problem), v.check(isRight, problem));

const limit = v.optional(whole(1));

const list = <const Item extends v.GenericSchema<string>>(item: Item, problem: string) =>
  v.optional(v.array(item, problem) as v.GenericSchema<readonly string[]>);

const log = v.custom<LogSink>(
  isFunction,
  'must be a function that takes an entry, such as console.log; without it nothing is logged',
);

const now = v.pipe(
  v.custom<() => number>(isFunction, 'must be a function such as Date.now'),
  v.check((clock) => isTime(clock()), 'must return milliseconds since 1970, in the years 1 to 9999'),
);

const FOLDER = 'must be the path of a folder';
const BASE = 'must be an address such as https://files.example/api, without a query';

/** Options of every fake, but for the fixture. All types of options below are derived from these tables. */
const COMMON = {
  /** Also reads qualified parts, blanks round values and gzip bodies, which the service does not. */
  lenient: flag,
  /** Limits on SOAP requests: bytes of the body and of a multipart package, depth and number of elements, number and length of attributes. */
  limits: v.optional(
    strictTable({
      bodyBytes: limit,
      depth: limit,
      elements: limit,
      attributes: limit,
      packageBytes: limit,
      attributeLength: limit,
    }),
  ),
  /** Receives one entry for every request. */
  log: v.optional(log),
  /** Current time in milliseconds since 1970. */
  now: v.optional(now),
  /** How much the journal of each namespace keeps. Default: 10,000 entries, 64 MiB, no raw bytes. */
  journal: v.optional(strictTable({ ...journalSettings.entries, totalBytes: v.optional(whole(0)) })),
  /** The most namespaces at a time; unused ones make room for others. Default: 10,000. */
  maxNamespaces: v.optional(whole(0)),
  /** The most bytes that unanswered calls and control API bodies hold together. Default: 256 MiB. */
  maxHeldBytes: v.optional(whole(1)),
  /** Milliseconds after which an unused namespace is dropped. Default: never. */
  namespaceExpiryMs: v.optional(whole(1)),
  /** Serves the control API below `/_control/`. Default: true; behind msw false, as the fake itself does the same. */
  control: flag,
};

/** Options of a fake in Node. */
const FAKE = {
  ...COMMON,
  /** Address of this server as clients know it. Default: addresses follow the Host header. */
  publicUrl: v.optional(v.pipe(like(PUBLIC_URL), v.transform(withoutSlash))),
  /** Trusts X-Forwarded-Host, X-Forwarded-Port and X-Forwarded-Proto. */
  trustProxy: flag,
  /** Bearer token that the control API demands. Default: none. */
  controlToken: v.optional(like(TOKEN)),
  /** Host names at which the control API answers, besides IP addresses, localhost and that of `publicUrl`. */
  controlHosts: list(like(HOST_NAME), 'must be a list of names'),
  /** Origins of web pages that may send calls and forms, such as `http://localhost:3000`, or `*`. Default: the server's own. */
  allowOrigins: list(like(ORIGIN), 'must be a list of origins'),
  /** Where bytes are kept. Default: on disk for a server, in memory for an app. */
  storage: v.optional(oneOf(['disk', 'memory'])),
  /** Folder for the bytes on disk. Default: the temporary folder of the system. */
  storageFolder: v.optional(v.pipe(v.string(FOLDER), v.minLength(1, FOLDER))),
};

/** Options of a server. */
const START = {
  ...FAKE,
  /** Folder of the certificate authority for https. Default: the usual place for the data of this user. */
  caFolder: v.optional(v.pipe(v.string(FOLDER), v.minLength(1, FOLDER))),
  /**
   * Which hosts besides the service's the proxy on the port connects to: those of this machine, or any. Default: none.
   */
  proxyPass: v.optional(oneOf(['none', 'loopback', 'any'])),
  /** Answers 407 to clients of the proxy that name no user: some, such as Java's, send theirs only then. */
  askProxyUser: flag,
  /** Default: 0, any free port. */
  port: v.optional(whole(0, LARGEST_PORT)),
  /** Address to listen at. Default: 127.0.0.1, as this is a test server. */
  host: v.optional(v.pipe(v.string('must be an address or a name'), v.minLength(1, 'must not be empty'))),
  /**
   * Milliseconds after which the server disconnects a client that neither sends nor reads, or whose body hardly
   * advances. Requests that a rule delays are exempt. Default: 120,000.
   */
  clientTimeoutMs: v.optional(whole(1, LONGEST_TIMER)),
};

/** Options of handlers for msw. */
const MSW = {
  ...COMMON,
  /** More base addresses of the whole service, such as `https://files.example/api`, besides those of 4shared.com. */
  bases: list(v.string(BASE), 'must be a list of addresses'),
};

type Given<Table extends v.ObjectEntries, Start> = {
  readonly [Name in keyof Table]?: v.InferInput<Table[Name]>;
} & {
  /** The initial state. Default: the accounts of `fixture/default-world.ts`. */
  readonly fixture?: Start | undefined;
};

/** Options of `createFake` and `createApp`. */
export type FakeOptions = Given<typeof FAKE, FixtureInput>;

/** Options of `startFourShared`. `realistic` is the fixture that comes with the package. */
export type StartOptions = Given<typeof START, FixtureInput | 'realistic'>;

/** Options of `fourSharedHandlers`. */
export type MswOptions = Given<typeof MSW, FixtureInput>;

/** All options, checked, with the fixture read. */
export type CheckedOptions = Given<typeof START & typeof MSW, Fixture> & {
  /** Armed in every namespace from its beginning, and after a reset. */
  readonly rules?: readonly Rule[] | undefined;
  /** Parsed JSON of an exported snapshot: the beginning of the namespace without a name. */
  readonly snapshot?: unknown;
};

// `givenFixture` checks fixtures, apart from the other options.
const withFixture = <const Table extends v.ObjectEntries>(table: Table) =>
  strictTable({ ...table, fixture: v.optional(v.unknown()) });

/** The schemas of these options. */
export const OPTIONS = { fake: withFixture(FAKE), start: withFixture(START), msw: withFixture(MSW) };
