import fc from 'fast-check';
import { OPERATIONS, type OperationName, type Version } from '../../../../wsdl/contract.js';
import { encodeFault, encodeResult, SoapFault, type SoapResponse } from '../../index.js';
import { anyOf, anyText } from '../../testing/values.js';
import type { ResponseFacts } from '../dialect.js';

/** A response as the service writes it, with the facts about it. */
export interface Canonical {
  readonly response: SoapResponse;
  readonly facts: ResponseFacts;
}

const versions = fc.constantFrom<Version>('jax3', 'jax2');
const charsets = fc.constantFrom(
  'utf-8',
  'utf-8',
  'utf-16',
  'utf-16le',
  'utf-16be',
  'iso-8859-1',
  'us-ascii',
  'koi8-r',
);
const operations = fc.constantFrom(...(Object.keys(OPERATIONS) as OperationName[]));

/** Any result of any operation, in the charset of any request. */
export const anyResult: fc.Arbitrary<Canonical> = fc
  .tuple(versions, charsets, operations)
  .chain(([version, charset, operation]) => {
    const { returns } = OPERATIONS[operation];
    return (returns === null ? fc.constant(undefined) : anyOf(returns)).map((result) => ({
      response: encodeResult(version, operation, result, charset),
      facts: { operation, version },
    }));
  });

/** Any fault, with and without detail, with and without an operation. */
export const anyFault: fc.Arbitrary<Canonical> = fc
  .record({
    version: versions,
    charset: charsets,
    operation: fc.option(fc.oneof(operations, fc.constant('constructor')), { nil: undefined }),
    faultcode: fc.constantFrom('Client', 'Server', 'VersionMismatch', 'MustUnderstand'),
    faultstring: anyText,
    bean: fc.option(
      fc.record({ details: anyText, exceptionClass: anyText }, { requiredKeys: [], noNullPrototype: true }),
      { nil: undefined },
    ),
  })
  .map(({ version, charset, operation, faultcode, faultstring, bean }) => ({
    response: encodeFault(version, operation, new SoapFault(faultcode, faultstring, bean), charset),
    facts: { operation, version },
  }));

/** Either of them. */
export const anyReply = fc.oneof({ weight: 3, arbitrary: anyResult }, anyFault);
