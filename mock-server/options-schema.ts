import type { SetupServer } from 'msw/node';
import * as v from 'valibot';
import type { LogSink } from './http/index.js';
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
import { DEFAULT_LIMITS } from './soap/index.js';
import { isTime } from './world/index.js';

// The options of the library, as they are checked before a fake is made of them.

const flag = v.optional(v.boolean('must be true or false'));

const like = ({ isRight, problem }: OptionValue) => v.pipe(v.string(problem), v.check(isRight, problem));

const log = v.custom<LogSink>(
  isFunction,
  'must be a function that takes an entry, such as console.log; without it nothing is logged',
);

const now = v.pipe(
  v.custom<() => number>(isFunction, 'must be a function such as Date.now'),
  v.check((clock) => isTime(clock()), 'must answer with milliseconds since 1970, in the years 1 to 9999'),
);

const journalOptions = strictTable({ ...journalSettings.entries, totalBytes: v.optional(whole(0)) });

/** Options that every fake has. The fixture is read apart from them. */
const COMMON = {
  fixture: v.optional(v.unknown()),
  lenient: flag,
  limits: v.optional(
    strictTable({
      bodyBytes: v.optional(whole(1), DEFAULT_LIMITS.bodyBytes),
      depth: v.optional(whole(1), DEFAULT_LIMITS.depth),
      elements: v.optional(whole(1), DEFAULT_LIMITS.elements),
      attributes: v.optional(whole(1), DEFAULT_LIMITS.attributes),
      attributeLength: v.optional(whole(1), DEFAULT_LIMITS.attributeLength),
    }),
  ),
  log: v.optional(log),
  now: v.optional(now),
  journal: v.optional(journalOptions),
  maxNamespaces: v.optional(whole(0)),
  maxHeldBytes: v.optional(whole(1)),
  namespaceExpiryMs: v.optional(whole(1)),
  control: flag,
};

const FOLDER = 'must be the path of a folder';

/** Of a fake in Node. */
export const FAKE_OPTIONS = {
  ...COMMON,
  publicUrl: v.optional(v.pipe(like(PUBLIC_URL), v.transform(withoutSlash))),
  trustProxy: flag,
  controlToken: v.optional(like(TOKEN)),
  controlHosts: v.optional(v.array(like(HOST_NAME), 'must be a list of names')),
  allowOrigins: v.optional(v.array(like(ORIGIN), 'must be a list of origins')),
  storage: v.optional(oneOf(['disk', 'memory'])),
  storageFolder: v.optional(v.pipe(v.string(FOLDER), v.minLength(1, FOLDER))),
};

/** Of a server. */
export const START_OPTIONS = {
  ...FAKE_OPTIONS,
  port: v.optional(whole(0, LARGEST_PORT)),
  host: v.optional(v.pipe(v.string('must be an address or a name'), v.minLength(1, 'must not be empty'))),
  clientTimeoutMs: v.optional(whole(1, LONGEST_TIMER)),
};

const BASE = 'must be an address such as https://files.example/api, without a query';

/** Of handlers for msw. */
export const MSW_OPTIONS = {
  ...COMMON,
  bases: v.optional(v.array(v.string(BASE), 'must be a list of addresses')),
};

/** Of the fixture for vitest. */
export const VITEST_OPTIONS = {
  ...MSW_OPTIONS,
  server: v.optional(
    v.custom<SetupServer>(
      (value) => typeof value === 'object' && value !== null && 'use' in value && 'resetHandlers' in value,
      'must be a server that setupServer of msw made',
    ),
  ),
};
