import type { ClientOutcome } from '../../drivers/index.js';
import { broken, KEPT, NOT_EXERCISED, type Verdict } from '../../engine/index.js';
import type { Observation } from '../requirement.js';
import type { CaseFile } from '../scenarios/case.js';
import { touched } from './journal.js';
import { saying, theFile } from './texts.js';

/** An upload that the client was asked for. */
export interface AskedUpload {
  readonly index: number;
  readonly file: CaseFile;
  readonly said: ClientOutcome;
  /** Whether the account has a file of the very bytes, under any name. */
  readonly isHeld: boolean;
}

/** The uploads that the client was asked for and knows how to do. */
export function askedUploads({ case: { files }, uploads, account, digests }: Observation): AskedUpload[] {
  return uploads.flatMap(({ file: index, said }) => {
    const file = files[index];
    if (!file || said.kind === 'unsupported') return [];
    const isHeld = account.files.some(
      ({ md5, size }) => md5 === digests[index] && size === String(file.size),
    );
    return { index, file, said, isHeld };
  });
}

/** What went wrong as only a client can do wrong: it neither claimed success nor reported a failure. */
const isDisorderly = ({ kind }: ClientOutcome): boolean => kind === 'crashed' || kind === 'timed-out';

/** Whether time was over for the client at least once. */
export const wasLate = ({ uploads, steps }: Pick<Observation, 'uploads' | 'steps'>): boolean =>
  [...uploads, ...steps].some(({ said }) => said.kind === 'timed-out');

/** Whether the client crashed. */
export const hasCrashed = ({ uploads, steps }: Pick<Observation, 'uploads' | 'steps'>): boolean =>
  [...uploads, ...steps].some(({ said }) => said.kind === 'crashed');

/** Whether anything ended otherwise than well, which a client that ran out of time may have been brought to. */
export const hadTrouble = ({ uploads, steps }: Pick<Observation, 'uploads' | 'steps'>): boolean =>
  [...uploads, ...steps].some(({ said }) => said.kind !== 'ok' && said.kind !== 'unsupported');

/** Every upload must end with a claim of success, and with the bytes in the account. */
export function judgeSuccess(observation: Observation, should: string): Verdict {
  const uploads = askedUploads(observation);
  const failed = uploads.find(({ said, isHeld }) => said.kind !== 'ok' || !isHeld);
  if (!failed) return uploads.length === 0 ? NOT_EXERCISED : KEPT;
  const { said, file } = failed;
  const end = said.kind === 'ok' ? ', but the account does not hold its bytes' : '';
  return broken(
    `It was to upload ${theFile(file)} and ${saying(said)}${end}.`,
    should,
    observation.journal.slice(-1),
  );
}

/** Every upload must end with a failure that is reported, as a trouble came that cannot be got over. */
export function judgeFailure(observation: Observation, trouble: string, should: string): Verdict {
  const uploads = askedUploads(observation);
  const wrong = uploads.find(({ said }) => said.kind !== 'error');
  if (wrong) return broken(`${trouble}, and it ${saying(wrong.said)}.`, should, touched(observation.journal));
  return uploads.length === 0 ? NOT_EXERCISED : KEPT;
}

/** After any failure: the client may claim success only for what the account holds, and must report all else. */
export function judgeHonesty(observation: Observation, trouble: string, should: string): Verdict {
  const uploads = askedUploads(observation);
  if (uploads.length === 0) return NOT_EXERCISED;
  const shown = touched(observation.journal);
  for (const { said, isHeld, file } of uploads) {
    if (said.kind === 'ok' && !isHeld)
      return broken(
        `${trouble}, and it claimed success, but the account does not hold the bytes of ${theFile(file)}.`,
        should,
        shown,
      );
    if (isDisorderly(said)) return broken(`${trouble}, and it ${saying(said)}.`, should, shown);
  }
  return KEPT;
}

/** What came in place of an answer, from the journal: `getFreeSpace returned a page`. */
function trouble({ journal }: Observation, what: string): string | undefined {
  const [entry] = touched(journal);
  if (!entry) return undefined;
  const name = entry.kind === 'call' ? entry.operation : `the ${entry.kind}`;
  return `${name} returned ${what}`;
}

/** A trouble at a step that does not pass: nothing but a failure can come of it. */
export function judgeHopeless(observation: Observation, what: string, should: string): Verdict {
  const came = trouble(observation, what);
  return came === undefined ? NOT_EXERCISED : judgeFailure(observation, came, should);
}

/** A trouble that leaves open how much a client can still read. */
export function judgeDoubtful(observation: Observation, what: string, should: string): Verdict {
  const came = trouble(observation, what);
  return came === undefined ? NOT_EXERCISED : judgeHonesty(observation, came, should);
}

/**
 * Whether the client met a response that stalls without end. Clients that still wait, and toolkits that give up and leave the
 * connection open, have exchanges that are not over, which the journal does not tell.
 */
export const metSilence = ({ journal, underWay }: Observation): boolean =>
  underWay > 0 || touched(journal).length > 0;

/** For a response that stalls without end: the client must have a time-out. */
export function judgeTimeout(observation: Observation, trouble: string): Verdict {
  if (!metSilence(observation)) return NOT_EXERCISED;
  return judgeHonesty(
    observation,
    trouble,
    'It should have a time-out, and try again or report a failure while the kit still waits for it; --timeout sets how long that is.',
  );
}
