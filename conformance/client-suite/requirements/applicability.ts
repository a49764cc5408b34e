import type { Observation } from '../requirement.js';
import type { ConformanceCase } from '../scenarios/case.js';
import { type Circumstance, circumstancesOf } from '../scenarios/circumstances.js';

// In which cases a requirement can be judged. Each case is judged by all of them, and most are about some cases only.

type Applies = (seen: Observation) => boolean;

/** Circumstances in which a client does what it always does, at least until something goes wrong with its parts. */
const CALM: readonly Circumstance[] = [
  'as good',
  'other data center',
  'slow',
  'finish refused',
  'finish blank',
  'finish without a text',
  'finish stores nothing',
  'part refused',
  'part cut',
  'part spoilt',
];

/** The rules of the case make none but these circumstances. */
const among =
  (allowed: readonly Circumstance[]): Applies =>
  (seen) =>
    [...circumstancesOf(seen.case)].every((circumstance) => allowed.includes(circumstance));

/** The responses are those in the journal, and nothing else keeps the client from the upload. */
export const calm = among(CALM);

/** The same while there are no other uploads: with those, what goes wrong may be a mix-up (UP-46). */
export const calmAlone: Applies = (seen) => !seen.case.atOnce && calm(seen);

/** The service does everything well. */
export const undisturbed = among(['as good']);

/** Of all that may be out of the ordinary, one of these and nothing else. */
export const only =
  (...circumstances: readonly Circumstance[]): Applies =>
  (seen) =>
    isOrdinary(seen.case) && !undisturbed(seen) && among(['as good', ...circumstances])(seen);

/** The same, and this one is there in any case. */
export const mainly =
  (circumstance: Circumstance, ...besides: readonly Circumstance[]): Applies =>
  (seen) =>
    only(circumstance, ...besides)(seen) && circumstancesOf(seen.case).has(circumstance);

/** The file may be as large as it is, and the service does everything well. */
export const fitting: Applies = (seen) => undisturbed(seen) && isOrdinary(seen.case);

/** One of the files that is to be uploaded is just as large as a limit; nothing else is out of the ordinary. */
export const atLimit =
  (limit: 'freeSpace' | 'maxFileSize'): Applies =>
  (seen) => {
    const { account } = seen.case;
    const [file, ...others] = sent(seen.case);
    const roomy = limit === 'freeSpace' ? account.maxFileSize : account.freeSpace;
    if (!file || others.length > 0 || file.size === 0 || !undisturbed(seen)) return false;
    return account[limit] === String(file.size) && BigInt(roomy) > BigInt(file.size);
  };

/** The one file is larger than a limit, and keeps to the other one. */
export const beyondLimit =
  (limit: 'freeSpace' | 'maxFileSize'): Applies =>
  (seen) => {
    const { account } = seen.case;
    const [file, ...others] = sent(seen.case);
    if (!file || others.length > 0 || !undisturbed(seen)) return false;
    const other = limit === 'freeSpace' ? account.maxFileSize : account.freeSpace;
    return BigInt(file.size) > BigInt(account[limit]) && BigInt(file.size) <= BigInt(other);
  };

/** A file without a byte; nothing else is out of the ordinary. */
export const empty: Applies = (seen) => {
  const [file, ...others] = sent(seen.case);
  return file?.size === 0 && others.length === 0 && undisturbed(seen) && !seen.case.atOnce;
};

/** Several files that go at once; nothing else is out of the ordinary. */
export const sideBySide: Applies = (seen) => seen.case.atOnce && undisturbed(seen);

/** Its rules fire a limited number of times. */
export const passing: Applies = ({ case: { rules } }) => rules.every((rule) => rule['times'] !== undefined);

/** Its rules fire each time, without end. */
export const lasting: Applies = ({ case: { rules } }) => rules.every((rule) => rule['times'] === undefined);

/** The files go to the root. */
export const toTheRoot: Applies = (seen) => seen.dirId === '-1';

/** The files go to a folder below the root. */
export const toAFolder: Applies = (seen) => seen.dirId !== '-1';

/** All of these conditions hold. */
export const both =
  (...all: readonly Applies[]): Applies =>
  (seen) =>
    all.every((applies) => applies(seen));

const sent = ({ files }: ConformanceCase): ConformanceCase['files'] => files.filter(({ there }) => !there);

/** Files that fit with room to spare, none of them empty, one after the other. */
function isOrdinary(testCase: ConformanceCase): boolean {
  const { account, atOnce } = testCase;
  const files = sent(testCase);
  const all = files.reduce((sum, { size }) => sum + BigInt(size), 0n);
  return (
    !atOnce &&
    BigInt(account.freeSpace) >= all + 1n &&
    files.every(({ size }) => size > 0 && BigInt(size) < BigInt(account.maxFileSize))
  );
}
