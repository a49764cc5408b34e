import fc, { type Arbitrary } from 'fast-check';
import type { CaseRule } from './case.js';
import { type ActInput, onCall, onPart, STEPS, type StepName } from './rules.js';

const act = <const Chosen extends ActInput>(chosen: Chosen): Chosen => chosen;

const PAGE =
  '<!DOCTYPE html><html><head><title>4shared</title></head><body><h1>Maintenance</h1></body></html>';

/** Texts that a service explains itself with. */
export const explanations = (): Arbitrary<string> =>
  fc.constantFrom(
    'Not enough space',
    'The digest is wrong',
    'Zu gro\u00df: "a & b" < 5 GB',
    '\u0424\u0430\u0439\u043b \u043d\u0435 \u043f\u0440\u0438\u043d\u044f\u0442',
    'Error 17: see https://example.com/?a=1&b=2',
  );

/** The operations that say in the service description that they answer with this fault. */
const declares = (name: StepName): boolean => name !== 'getUploadFormUrl';

/** A Fault, declared or not. */
export const faultOf = (name: StepName): Arbitrary<ActInput> =>
  fc
    .record({
      text: explanations(),
      code: fc.constantFrom('Server' as const, 'Client' as const),
      declared: declares(name) ? fc.boolean() : fc.constant(false),
    })
    .map(({ text, code, declared }) => ({
      act: 'fault' as const,
      text,
      code,
      ...(declared && { exceptionClass: 'com.pmstation.shared.soap.api.ApiException', details: text }),
    }));

/** One of the operations of the how-to. */
export const someStep = (): Arbitrary<StepName> => fc.constantFrom(...STEPS);

/** An HTTP answer in place of SOAP. */
export const insteadOfSoap = (): Arbitrary<ActInput> =>
  fc.record({
    act: fc.constant('status' as const),
    status: fc.constantFrom(503, 500, 404, 403, 200),
    body: fc.constantFrom(PAGE, '', 'Service Unavailable'),
  });

/** A reply that breaks off, or that has other bytes than it was sent with. */
export const brokenReplies = (): Arbitrary<ActInput> => {
  const place = fc.integer({ min: 0, max: 240 }).map(String);
  return fc.oneof(
    { withCrossShrink: true },
    place.map((afterBytes) => act({ act: 'truncate', afterBytes })),
    place.map((from) => act({ act: 'corrupt', from, bytes: '3' })),
    place.map((afterBytes) => act({ act: 'reset', afterBytes })),
    fc.constant(act({ act: 'hang-up' })),
  );
};

/** How a part fails that the form answers. */
export const refusals = (): Arbitrary<ActInput> =>
  fc.oneof(
    { withCrossShrink: true },
    fc.record({
      act: fc.constant('status' as const),
      status: fc.constantFrom(500, 403, 503, 200),
      body: fc.constantFrom(PAGE, ''),
    }),
    fc.record({
      act: fc.constant('refuse' as const),
      code: fc.constantFrom(2, 1, 3, 4, 5, 6, 7),
    }),
  );

/** How the connection that carries a part is lost: before the bytes are there, with them, or with the answer. */
export const cutConnections = (size: number): Arbitrary<ActInput> =>
  fc.oneof(
    { withCrossShrink: true },
    fc
      .integer({ min: 0, max: Math.max(size - 1, 0) })
      .map((bytes) => act({ act: 'reset', afterBytes: String(bytes), direction: 'in' })),
    fc.constant(act({ act: 'reset', afterBytes: '0' })),
    fc.boolean().map((perform) => act({ act: 'hang-up', perform })),
  );

/** How bytes are spoilt that seem to have been taken. */
export const spoiltParts = (size: number): Arbitrary<ActInput> =>
  fc.oneof(
    { withCrossShrink: true },
    fc.constant(act({ act: 'lose' })),
    fc.constant(act({ act: 'double' })),
    fc
      .integer({ min: 0, max: Math.max(size - 1, 0) })
      .map((from) => act({ act: 'corrupt', from: String(from), direction: 'in' })),
  );

/** How an answer never comes, or never ends: the connection stays open. */
export const silences = (): Arbitrary<ActInput> =>
  fc.oneof(
    { withCrossShrink: true },
    // It is never released.
    fc.boolean().map((done) => act({ act: 'hold', name: 'silence', at: done ? 'after' : 'before' })),
    // With 0, the head of the answer comes.
    fc.constantFrom('0', '1', '60').map((afterBytes) => act({ act: 'stall', afterBytes })),
  );

/** How an answer takes a while, and less than two seconds. None at the steps of the how-to has 500 bytes. */
export const slownesses = (): Arbitrary<ActInput> =>
  fc.oneof(
    { withCrossShrink: true },
    {
      // Twenty pieces a second.
      arbitrary: fc.constantFrom(400, 800).map((bytesPerSecond) => act({ act: 'throttle', bytesPerSecond })),
      weight: 3,
    },
    { arbitrary: fc.constantFrom(1_000, 1_500).map((ms) => act({ act: 'delay', ms })), weight: 1 },
  );

/** A trouble at some parts: at all, at the first ones, or at a later one. */
export const atSomeParts = (acts: Arbitrary<ActInput>): Arbitrary<CaseRule> =>
  fc
    .tuple(acts, fc.constantFrom({}, { times: 1 }, { times: 2 }, { nth: 2 }, { nth: { from: 2 } }))
    .map(([trouble, limits]) => onPart([trouble], limits));

/** Any trouble at any step, with which the service does not lie: what it says it did, it did. */
export const anyFailingAct = (size: number): Arbitrary<CaseRule> =>
  fc.oneof(
    { withCrossShrink: true },
    atSomeParts(refusals()),
    atSomeParts(cutConnections(size)),
    atSomeParts(spoiltParts(size)),
    someStep().chain((name) => faultOf(name).map((fault) => onCall(name, fault))),
    fc.tuple(someStep(), insteadOfSoap()).map(([name, answer]) => onCall(name, answer)),
    fc.tuple(someStep(), brokenReplies()).map(([name, reply]) => onCall(name, reply)),
    explanations().map((value) => onCall('uploadFinishFile', { act: 'return', value })),
    fc.constantFrom('0', '-1').map((value) => onCall('uploadStartFile', { act: 'return', value })),
    fc
      .constantFrom('', 'ftp://{host}{path}')
      .map((template) => onCall('getUploadFormUrl', { act: 'rewrite', template })),
  );
