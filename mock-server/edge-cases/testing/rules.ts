import fc from 'fast-check';
import { OPERATIONS, type Operation, type OperationName } from '../../../wsdl/contract.js';
import { dialectOf } from '../../soap/dialect/index.js';
import { anyOf } from '../../soap/testing/values.js';
import type { Act, JsonValue } from '../act.js';
import { PLACEHOLDERS } from '../rewrite.js';
import type { Rule, Trigger } from '../rule.js';

// Random rules that `readRule` accepts.

const operations: readonly Operation[] = Object.values(OPERATIONS);
const names = (wanted: (operation: Operation) => boolean): OperationName[] =>
  operations.filter(wanted).map(({ name }) => name);

const bytes = fc.oneof(fc.bigInt({ min: 0n, max: 2000n }), fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }));
const long = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const positive = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n });
const count = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const ms = fc.integer({ min: 0, max: 86_400_000 });
const text = fc.string();
const nonEmpty = fc.string({ minLength: 1 });
const moment = fc.constantFrom('before' as const, 'after' as const);

/** A record whose other fields are optional. */
const partly = <Fields extends Record<string, unknown>, Key extends keyof Fields & string>(
  fields: { [Name in keyof Fields]: fc.Arbitrary<Fields[Name]> },
  ...requiredKeys: Key[]
) => fc.record(fields, { requiredKeys, noNullPrototype: true });

const nth = fc.oneof(
  count,
  fc
    .tuple(count, count, fc.boolean())
    .map(([a, b, open]) => (open ? { from: a } : { from: Math.min(a, b), to: Math.max(a, b) })),
);
const common = { account: nonEmpty, nth };

/** A value of a type as JSON. */
export function toJson(value: unknown): JsonValue {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'number' && !Number.isFinite(value)) return value > 0 ? 'INF' : '-INF';
  if (typeof value !== 'object' || value === null) return value as JsonValue;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toJson(member)]));
}

/** JSON of a result of the type; numbers may be texts. */
export const jsonOf = (type: Operation['returns'] & string): fc.Arbitrary<JsonValue> =>
  anyOf(type).map(toJson);

interface Scene {
  readonly on: Trigger;
  /** The acts that replace the response, and those that may go with them. */
  readonly answers: readonly fc.Arbitrary<Act>[];
  readonly others: readonly fc.Arbitrary<Act>[];
}

const perform = fc.boolean();
const kinds = <Kind extends Trigger['kind']>(kind: Kind) => fc.constant(kind);

const status = partly(
  {
    act: fc.constant('status' as const),
    status: fc.integer({ min: 200, max: 599 }),
    body: text,
    contentType: nonEmpty,
    headers: fc.dictionary(fc.constantFrom('Retry-After', 'x-a'), fc.constantFrom('1', 'a b', ''), {
      noNullPrototype: true,
    }),
    perform,
  },
  'act',
  'status',
).map(({ body, ...act }) =>
  body === undefined || [204, 205, 304].includes(act.status) ? act : { ...act, body },
);
const hangUp = partly({ act: fc.constant('hang-up' as const), perform }, 'act');
const template = fc
  .array(
    fc.oneof(
      fc.constantFrom(...PLACEHOLDERS.map((name) => `{${name}}`)),
      fc.constantFrom('x', '{', '}', '/{1}'),
    ),
  )
  .map((pieces) => pieces.join(''))
  .filter((made) =>
    [...made.matchAll(/\{([A-Za-z]*)\}/g)].every(([, name]) => PLACEHOLDERS.some((p) => p === name)),
  );

const account = partly(
  {
    act: fc.constant('account' as const),
    at: moment,
    freeSpace: bytes,
    maxFileSize: bytes,
    active: fc.boolean(),
    banned: fc.boolean(),
    premium: fc.boolean(),
    nextFileId: positive,
    sessionKeyTail: fc.string({ unit: 'grapheme-ascii' }),
  },
  'act',
).filter((act) => Object.keys(act).some((key) => key !== 'act' && key !== 'at'));

const directed = (direction: fc.Arbitrary<'in' | 'out'>): fc.Arbitrary<Act>[] => [
  partly(
    {
      act: fc.constant('throttle' as const),
      bytesPerSecond: fc.integer({ min: 1, max: 10 ** 12 }),
      direction,
    },
    'act',
    'bytesPerSecond',
  ),
  partly({ act: fc.constant('stall' as const), afterBytes: bytes, ms, direction }, 'act', 'afterBytes'),
  partly({ act: fc.constant('reset' as const), afterBytes: bytes, direction }, 'act', 'afterBytes'),
  partly({ act: fc.constant('corrupt' as const), from: bytes, bytes: positive, direction }, 'act', 'from'),
];

const anywhere: fc.Arbitrary<Act>[] = [
  account,
  partly({ act: fc.constant('delay' as const), ms, at: moment }, 'act', 'ms'),
  fc.record({ act: fc.constant('truncate' as const), afterBytes: bytes }, { noNullPrototype: true }),
  partly({ act: fc.constant('hold' as const), name: nonEmpty, at: moment }, 'act', 'name'),
];

const outward = directed(fc.constant('out'));

const dialects: fc.Arbitrary<Act>[] = [
  fc.record({ act: fc.constant('dialect' as const), seed: fc.maxSafeInteger() }, { noNullPrototype: true }),
  fc.string().map((seed) => ({ act: 'dialect', dialect: dialectOf(seed) })),
];

function callAnswers(operation: Operation | undefined): fc.Arbitrary<Act>[] {
  const fault = {
    act: fc.constant('fault' as const),
    text,
    code: fc.constantFrom('Client' as const, 'Server' as const),
    perform,
  };
  const declared = { ...fault, exceptionClass: text, details: text };
  const always: fc.Arbitrary<Act>[] = [
    status,
    hangUp,
    operation && !operation.faults ? partly(fault, 'act', 'text') : partly(declared, 'act', 'text'),
  ];
  if (operation?.returns === null) return always;
  const type = operation?.returns ?? 'string';
  const value = jsonOf(type);
  const rewritable = type === 'string' || type === 'fileUploadInfo';
  return [
    ...always,
    partly({ act: fc.constant('return' as const), value, perform }, 'act', 'value'),
    partly({ act: fc.constant('nil' as const), perform }, 'act'),
    partly({ act: fc.constant('no-return' as const), perform }, 'act'),
    ...(rewritable
      ? [fc.record({ act: fc.constant('rewrite' as const), template }, { noNullPrototype: true })]
      : []),
  ];
}

const callScene: fc.Arbitrary<Scene> = fc
  .option(fc.constantFrom(...names(() => true)), { nil: undefined })
  .chain((name) => {
    const operation = name && OPERATIONS[name];
    const simple = (operation?.args ?? []).filter(({ type }) => type === 'string' || type === 'long');
    const trigger = partly(
      {
        kind: kinds('call'),
        ...common,
        arguments: fc.dictionary(fc.constantFrom('login', ...simple.map((arg) => arg.name)), text, {
          noNullPrototype: true,
        }),
      },
      'kind',
    ).map((on): Trigger => {
      const { arguments: texts, ...rest } = on;
      if (!name) return rest;
      const known = Object.fromEntries(
        Object.entries(texts ?? {}).filter(([key]) => simple.some((arg) => arg.name === key)),
      );
      return texts ? { ...rest, operation: name, arguments: known } : { ...rest, operation: [name] };
    });
    const others = [...anywhere, ...outward, ...dialects];
    return trigger.map((on) => ({ on, answers: callAnswers(operation), others }));
  });

const partScene: fc.Arbitrary<Scene> = partly(
  { kind: kinds('part'), ...common, fileId: long, firstByte: long },
  'kind',
).map((on) => ({
  on,
  answers: [
    status,
    hangUp,
    partly(
      { act: fc.constant('refuse' as const), code: fc.constantFrom(1, 2, 3, 4, 5, 6, 7), perform },
      'act',
      'code',
    ) as fc.Arbitrary<Act>,
  ],
  others: [
    ...anywhere,
    ...directed(fc.constantFrom('in', 'out')),
    fc.constant({ act: 'lose' } as const),
    fc.constant({ act: 'double' } as const),
  ],
}));

const downloadScene: fc.Arbitrary<Scene> = partly(
  { kind: kinds('download'), ...common, fileId: long, name: text },
  'kind',
).map((on) => ({ on, answers: [status, hangUp], others: [...anywhere, ...outward] }));

/** Any rule that can be armed. */
export const validRule: fc.Arbitrary<Rule> = fc
  .oneof(callScene, partScene, downloadScene)
  .chain(({ on, answers, others }) =>
    partly(
      {
        id: nonEmpty,
        note: text,
        on: fc.constant(on),
        do: fc
          .tuple(
            fc.option(fc.oneof(...answers), { nil: undefined }),
            fc.array(fc.oneof(...others), { maxLength: 3 }),
          )
          .map(([answer, rest]): Act[] => (answer ? [answer, ...rest] : rest))
          .filter((acts) => acts.length > 0),
        times: count,
      },
      'on',
      'do',
    ),
  );
