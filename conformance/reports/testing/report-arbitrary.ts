import fc from 'fast-check';
import type { Counterexample, Report, RequirementResult } from '../../client-suite/report.js';
import type { CaseStep, ConformanceCase } from '../../client-suite/scenarios/case.js';
import { type ClientOutcome, OPERATIONS } from '../../drivers/client-under-test.js';
import { isBroken } from '../../engine/causes.js';
import type { RequirementEvidence } from '../../engine/requirement.js';
import type { Trouble } from '../report.js';
import { FORMAT, VERSION } from '../report.js';
import { ALL_STATUSES } from '../status.js';
import type { Subject } from '../subject.js';
import { entry } from './journal-arbitrary.js';
import { anyJson, anyLong, anyText, maybe, ms, texts } from './value-arbitrary.js';

const SOURCES = [
  'howto',
  'wiki',
  'wsdl',
  'client',
  'RI',
  'assumption',
] as const satisfies readonly RequirementEvidence['source'][];

const outcome: fc.Arbitrary<ClientOutcome> = fc.oneof(
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

const testCase: fc.Arbitrary<ConformanceCase> = fc
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

const told = {
  token: fc.oneof(anyText, fc.base64String()),
  story: texts,
  did: anyText,
  should: anyText,
  journal: fc.array(entry, { maxLength: 4 }),
  seqs: fc.array(fc.nat(30), { maxLength: 4 }),
  shrinks: fc.nat(100),
};

const ofClient: fc.Arbitrary<Counterexample> = fc.record({
  ...told,
  case: testCase,
  outcomes: fc.array(fc.record({ what: anyText, outcome }), { maxLength: 2 }),
  notes: anyText,
  printed: maybe(fc.record({ stdout: anyText, stderr: anyText, exit: maybe(anyText) })),
});

const ofServer: fc.Arbitrary<Counterexample> = fc.record({
  ...told,
  outcomes: fc.constant([]),
  notes: fc.constant(''),
});

/** Often enough the same, so that requirements follow from each other, also in circles. */
const someId = fc.oneof(
  { arbitrary: fc.constantFrom('UP-01', 'UP-02', 'UP-03', 'RS-01'), weight: 4 },
  { arbitrary: anyText.filter((text) => text !== ''), weight: 1 },
);

/** What is only known of broken requirements. */
const breach = (counterexample: fc.Arbitrary<Counterexample>) =>
  fc.record({
    counterexample: maybe(counterexample),
    others: maybe(fc.array(counterexample, { maxLength: 2 })),
    causes: maybe(fc.array(someId, { maxLength: 2 })),
  });

const result = (counterexample: fc.Arbitrary<Counterexample>): fc.Arbitrary<RequirementResult> =>
  fc.tuple(facts, breach(counterexample)).map(([all, found]) => (isBroken(all) ? { ...all, ...found } : all));

const facts: fc.Arbitrary<RequirementResult> = fc.record({
  id: someId,
  title: anyText,
  level: fc.constantFrom('must' as const, 'should' as const, 'may' as const),
  evidence: fc.record({
    source: fc.constantFrom(...SOURCES),
    about: anyText,
  }),
  status: fc.constantFrom(...ALL_STATUSES),
  runs: fc.nat(1000),
  exercised: fc.nat(1000),
  broken: fc.nat(1000),
  ms,
  known: maybe(fc.record({ reason: anyText, expires: maybe(anyText) })),
});

const report = (
  subject: fc.Arbitrary<Subject>,
  counterexample: fc.Arbitrary<Counterexample>,
  blames: readonly Trouble['blame'][],
): fc.Arbitrary<Report> =>
  fc.record({
    format: fc.constant(FORMAT),
    version: fc.constant(VERSION),
    kit: anyText,
    subject,
    reached: anyText,
    services: maybe(fc.subarray(['jax3' as const, 'jax2' as const])),
    started: anyText,
    ms,
    seed: fc.integer(),
    level: fc.constantFrom('must' as const, 'should' as const, 'may' as const),
    cases: maybe(fc.nat(5000)),
    corners: maybe(fc.record({ met: fc.nat(500), of: fc.nat(500) })),
    profile: maybe(anyText),
    replay: maybe(fc.oneof(fc.constant("npx kit --replay {token} -- './a b' $& {token}"), anyText)),
    requirements: fc.uniqueArray(result(counterexample), { maxLength: 5, selector: ({ id }) => id }),
    verdict: fc.constantFrom('conforming' as const, 'not-conforming' as const, 'undecided' as const),
    troubles: fc.array(
      fc.record({
        blame: fc.constantFrom(...blames),
        requirement: maybe(fc.oneof(fc.constant('UP-01'), anyText)),
        message: anyText,
      }),
      { maxLength: 2 },
    ),
  });

const client: fc.Arbitrary<Subject> = fc.record({
  kind: fc.constant('client' as const),
  name: anyText,
  version: maybe(anyText),
  operations: fc.subarray([...OPERATIONS]),
  concurrency: fc.nat(64),
  rootOnly: maybe(fc.boolean()),
});

const server: fc.Arbitrary<Subject> = fc.record({
  kind: fc.constant('server' as const),
  name: anyText,
  version: maybe(fc.constantFrom('jax3' as const, 'jax2' as const)),
});

/** Any valid report of a client, with any texts. */
export const anyClientReport = report(client, ofClient, ['harness', 'fake', 'adapter', 'client']);

/** The same of a server. */
export const anyServerReport = report(server, ofServer, ['harness', 'server']);

/** Any report at all. */
export const anyReport: fc.Arbitrary<Report> = fc.oneof(anyClientReport, anyServerReport);

/** Reports that can be compared. */
export const reportsOfOneKind = (bounds: fc.ArrayConstraints): fc.Arbitrary<Report[]> =>
  fc.oneof(fc.array(anyClientReport, bounds), fc.array(anyServerReport, bounds));
