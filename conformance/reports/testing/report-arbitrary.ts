import fc from 'fast-check';
import type { JournalEntry } from '../../../mock-server/index.js';
import { OPERATIONS, type Said } from '../../drivers/client-under-test.js';
import type { CaseStep, ConformanceCase } from '../../scenarios/case.js';
import type { Counterexample, Report, RequirementResult } from '../report.js';
import { FORMAT, VERSION } from '../report-schema.js';
import { ALL_STATUSES } from '../status.js';

/** What breaks out of HTML, XML, Markdown, TAP, YAML and terminals, if it is let. */
const SPECIAL = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</style></title></pre>',
  ']]>',
  '<!-- -->',
  '&amp;&lt;&#0;',
  "' onclick='x",
  '\u0000\u0001\u0008\u000b\u001b[31mred\u001b]0;title\u0007',
  '\u007f\u0085\u009b2J',
  '\r\n\r',
  '\n\n# h\n- l\n> q',
  '| a | b |\n|---|',
  '```\n````\n~~~',
  '[x](javascript:y) @octocat #1 www.example.com',
  '# TODO x',
  '# SKIP',
  '\\#',
  '\n  ...\n  ---\nBail out!\nok 99\n1..4',
  'a: b\n- *x &y !!z %w',
  '\u202ereversed\u2066',
  '\u2028\u2029\ufeff\ufffe\uffff',
  '\ud800',
  '\udc00x',
  '報告 👩‍👩‍👧 ﷺ',
  '__proto__',
  'constructor',
  ' ',
  '\t',
];

const shortText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(fc.oneof(fc.constantFrom(...SPECIAL), fc.string({ maxLength: 5 })), { maxLength: 4 })
    .map((parts) => parts.join('')),
  fc.array(fc.nat(0xffff), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
);

const longText = fc
  .tuple(fc.constantFrom(...SPECIAL, 'x'), fc.integer({ min: 100, max: 3000 }))
  .map(([text, times]) => text.repeat(times));

/** Any text that a client could make stand in a report. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: shortText, weight: 40 },
  { arbitrary: longText, weight: 1 },
);

const anyLong = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String);
const ms = fc.double({ min: 0, max: 1e12, noNaN: true });
const texts = fc.array(anyText, { maxLength: 3 });
type Json = Extract<JournalEntry, { readonly kind: 'call' }>['arguments'][string];
const anyJson = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const nothings = { requiredKeys: [] as [] };

const said: fc.Arbitrary<Said> = fc.oneof(
  fc.record({ kind: fc.constant('ok' as const), result: anyJson }),
  fc.record({
    kind: fc.constant('error' as const),
    error: fc.record({ kind: anyText, message: anyText, handle: maybe(anyText) }),
  }),
  fc.record({ kind: fc.constant('unsupported' as const) }),
  fc.record({ kind: fc.constant('crashed' as const), how: anyText }),
  fc.record({ kind: fc.constant('timed-out' as const), afterMs: fc.nat() }),
);

const step: fc.Arbitrary<CaseStep> = fc.oneof(
  fc.record({
    does: fc.constantFrom('resume' as const, 'download' as const, 'delete' as const),
    file: fc.nat(3),
  }),
  fc.record({ does: fc.constantFrom('list' as const, 'space' as const) }),
  fc.record({ does: fc.constant('createFolder' as const), name: anyText }),
);

const situation: fc.Arbitrary<ConformanceCase> = fc
  .tuple(
    fc.record({
      version: fc.constantFrom('jax3' as const, 'jax2' as const),
      account: fc.record({ freeSpace: anyLong, maxFileSize: anyLong }),
      firstId: anyLong,
      folder: fc.option(anyText),
      files: fc.array(
        fc.record({
          name: anyText,
          size: fc.nat(),
          seed: fc.integer(),
          there: maybe(fc.constant(true as const)),
        }),
        { maxLength: 3 },
      ),
      atOnce: fc.boolean(),
      rules: fc.array(fc.dictionary(anyText, anyJson, { maxKeys: 3 }), { maxLength: 2 }),
    }),
    fc.array(step, { maxLength: 3 }),
  )
  .map(([rest, steps]) => ({ ...rest, steps }));

const shared = {
  seq: fc.nat(30),
  time: anyText,
  ms,
  outcome: fc.constantFrom(
    'ok' as const,
    'fault' as const,
    'refused' as const,
    'error' as const,
    'cut' as const,
  ),
  method: anyText,
  target: anyText,
  headers: fc.array(fc.record({ name: anyText, value: anyText }), { maxLength: 2 }),
  rules: texts,
  warnings: texts,
  bytesIn: anyLong,
  bytesOut: anyLong,
};
const sharedMaybe = fc.record({ account: anyText, status: fc.integer({ min: 100, max: 599 }) }, nothings);

const entry: fc.Arbitrary<JournalEntry> = fc.oneof(
  fc
    .tuple(
      fc.record({
        ...shared,
        kind: fc.constant('call' as const),
        version: fc.constantFrom('jax3' as const, 'jax2' as const),
        arguments: fc.dictionary(anyText, anyJson, { maxKeys: 3 }),
      }),
      sharedMaybe,
      fc.record(
        { function: anyText, result: anyJson, fault: fc.record({ code: anyText, text: anyText }) },
        nothings,
      ),
    )
    .map(([a, b, c]) => ({ ...a, ...b, ...c })),
  fc
    .tuple(
      fc.record({
        ...shared,
        kind: fc.constant('part' as const),
        received: anyLong,
        fields: fc.array(fc.record({ name: anyText }), { maxLength: 3 }),
        secretsIn: texts,
      }),
      sharedMaybe,
      fc.record(
        {
          fileId: anyLong,
          firstByte: anyLong,
          fileName: anyText,
          refusal: fc.record({ code: fc.nat(99), reason: anyText }),
        },
        nothings,
      ),
    )
    .map(([a, b, c]) => ({ ...a, ...b, ...c })),
  fc
    .tuple(
      fc.record({ ...shared, kind: fc.constant('download' as const) }),
      sharedMaybe,
      fc.record(
        { fileId: anyLong, name: anyText, range: fc.record({ start: anyLong, end: anyLong }) },
        nothings,
      ),
    )
    .map(([a, b, c]) => ({ ...a, ...b, ...c })),
);

const counterexample: fc.Arbitrary<Counterexample> = fc.record({
  token: fc.oneof(anyText, fc.base64String()),
  case: situation,
  story: texts,
  did: anyText,
  should: anyText,
  said: fc.array(fc.record({ what: anyText, said }), { maxLength: 2 }),
  journal: fc.array(entry, { maxLength: 4 }),
  seqs: fc.array(fc.nat(30), { maxLength: 4 }),
  shrinks: fc.nat(100),
  notes: anyText,
});

const result: fc.Arbitrary<RequirementResult> = fc.record({
  id: fc.oneof(
    fc.constantFrom('UP-01', 'UP-02', 'RS-01'),
    anyText.filter((text) => text !== ''),
  ),
  title: anyText,
  level: fc.constantFrom('must' as const, 'should' as const, 'may' as const),
  evidence: fc.record({
    source: fc.constantFrom('howto' as const, 'wsdl' as const, 'client' as const),
    about: anyText,
  }),
  status: fc.constantFrom(...ALL_STATUSES),
  runs: fc.nat(1000),
  ms,
  counterexample: maybe(counterexample),
  known: maybe(fc.record({ reason: anyText, expires: maybe(anyText) })),
});

/** Any report that is one, whatever its texts. */
export const anyReport: fc.Arbitrary<Report> = fc.record({
  format: fc.constant(FORMAT),
  version: fc.constant(VERSION),
  kit: anyText,
  client: fc.record({
    name: anyText,
    version: maybe(anyText),
    operations: fc.subarray([...OPERATIONS]),
    concurrency: fc.nat(64),
    rootOnly: maybe(fc.boolean()),
  }),
  reached: anyText,
  services: maybe(fc.subarray(['jax3' as const, 'jax2' as const])),
  started: anyText,
  ms,
  seed: fc.integer(),
  level: fc.constantFrom('must' as const, 'should' as const, 'may' as const),
  requirements: fc.uniqueArray(result, { maxLength: 5, selector: ({ id }) => id }),
  verdict: fc.constantFrom('conforming' as const, 'not-conforming' as const, 'undecided' as const),
  troubles: fc.array(
    fc.record({
      blame: fc.constantFrom('harness' as const, 'fake' as const, 'adapter' as const, 'client' as const),
      requirement: maybe(fc.oneof(fc.constant('UP-01'), anyText)),
      message: anyText,
    }),
    { maxLength: 2 },
  ),
});
