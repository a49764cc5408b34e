import type { OperationName } from '../../../wsdl/contract.js';
import { broken, type Verdict } from '../../engine/index.js';
import type { Observation } from '../requirement.js';
import { aspectsOf } from '../scenarios/aspects.js';
import type { ConformanceCase } from '../scenarios/case.js';
import { circumstancesOf } from '../scenarios/circumstances.js';
import { askedUploads, wasLate } from './claims.js';
import { callsOf, partsIn } from './journal.js';
import { saying } from './texts.js';

/** What a text of a case is that clients have to write into a call. */
type SentText = 'login or password' | 'name' | 'session key';

const PLAIN_NAME = /^[\w.-]*$/;

/** The texts of a case that have to be escaped somewhere, or might have to. */
function unusualTexts({ login, password, files, rules }: ConformanceCase): SentText[] {
  const isKey = rules.some((rule) => JSON.stringify(rule).includes('sessionKeyTail'));
  return [
    ...(login !== undefined || password !== undefined ? (['login or password'] as const) : []),
    ...(files.some(({ name }) => !PLAIN_NAME.test(name)) ? (['name'] as const) : []),
    ...(isKey && circumstancesOf({ rules }).has('as good') ? (['session key'] as const) : []),
  ];
}

/**
 * A call that the service could not read, where one text alone can be the reason; undefined when there is none. With several such
 * texts it is unknown which one it was.
 */
export function judgeUnreadable(
  { case: testCase, journal }: Observation,
  text: SentText,
): Verdict | undefined {
  if (unusualTexts(testCase).join() !== text) return undefined;
  const call = journal.find(
    (entry) => entry.kind === 'call' && entry.operation === undefined && entry.outcome === 'fault',
  );
  if (call?.kind !== 'call') return undefined;
  return broken(
    `With an unusual ${text}, it sent a call that could not be read: ${call.fault?.text ?? 'it is no SOAP'}.`,
    'It should escape what XML reserves, and say in which charset it writes.',
    [call],
  );
}

/**
 * An upload that came to nothing before the text was used, in a case in which that text alone is out of the ordinary;
 * undefined when there is none.
 */
export function judgeGivenUp(
  observation: Observation,
  text: SentText,
  used: readonly OperationName[],
): Verdict | undefined {
  const { case: testCase, journal } = observation;
  const [upload, ...others] = askedUploads(observation);
  if (!upload || others.length > 0 || upload.said.kind === 'ok' || wasLate(observation)) return undefined;
  const aspects = aspectsOf(testCase);
  if (aspects.length === 0 || !aspects.every((aspect) => ASPECTS[text].test(aspect))) return undefined;
  if (callsOf(journal, ...used).length > 0 || partsIn(journal).length > 0) return undefined;
  return broken(
    `With an unusual ${text}, it ${saying(upload.said)}, and never called ${used.join(' or ')}.`,
    'It should send the text with all its characters: the service takes all that XML can carry.',
    journal.slice(-1),
  );
}

const ASPECTS: Readonly<Record<SentText, RegExp>> = {
  'login or password': /^(?:login|password) /,
  name: /^name /,
  'session key': /^call getFreeSpace: account$/,
};
