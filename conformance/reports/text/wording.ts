import type { ClientOutcome } from '../../drivers/index.js';
import type { RequirementEvidence } from '../../engine/index.js';
import type { Counterexample, Report, RequirementResult } from '../report.js';
import { shellWords } from '../shell-words.js';

/** A fact in words: a name and its text. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

const SOURCES: Readonly<Record<RequirementEvidence['source'], string>> = {
  howto: 'how-to',
  wiki: 'old wiki',
  wsdl: 'service description',
  client: 'client experience',
  RI: 'reference implementation (JAX-WS RI)',
  assumption: 'assumption',
};

/** Such as `how-to: session key`. */
export const evidenceText = ({ source, about }: RequirementEvidence): string =>
  `${SOURCES[source]}: ${about}`;

/** How it was reached, and what a client called: `./my-client, at jax3`. */
export const reachedText = ({ reached, services = [] }: Pick<Report, 'reached' | 'services'>): string =>
  [reached, ...(services.length > 0 ? [`at ${services.join(' and ')}`] : [])].join(', ');

/** Such as `1 byte`, `2 bytes`. */
export const counted = (count: number | string, thing: string): string =>
  `${count} ${thing}${String(count) === '1' ? '' : 's'}`;

/** `1,234 bytes`. */
export function bytes(count: bigint | number | string): string {
  const digits = String(count).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${digits} ${digits === '1' ? 'byte' : 'bytes'}`;
}

/** Such as `850 ms`, `12.3 s` and `4 min 10 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** The command that replays the case, or the option where the command is not known; none when there is no case. */
export const replayTexts = (
  { replay = '--replay {token}' }: Pick<Report, 'replay'>,
  { token }: Pick<Counterexample, 'token'>,
): string[] => (token === undefined ? [] : [replay.replace('{token}', () => shellWords([token]))]);

/** What the client printed, by stream where it is known, and how it ended. */
export function printedTexts({ notes, printed }: Pick<Counterexample, 'notes' | 'printed'>): NamedText[] {
  const { stdout = '', stderr = '', exit = '' } = printed ?? {};
  return [
    { name: 'What the client printed (stdout)', text: stdout },
    { name: 'What the client printed (stderr)', text: stderr },
    { name: 'What the client printed', text: printed ? '' : notes },
    { name: 'How it ended', text: exit },
  ]
    .map(({ name, text }) => ({ name, text: text.trimEnd() }))
    .filter(({ text }) => text.trim() !== '');
}

/** Such as `exercised in 40 cases, broken in 3`. Empty when no case showed it. */
export const exercisedText = ({ exercised, broken }: RequirementResult): string =>
  exercised === 0
    ? ''
    : `exercised in ${counted(exercised, 'case')}${broken > 0 ? `, broken in ${broken}` : ''}`;

/** How a consequence relates to its cause: `as UP-21 is, in 12 of 30 cases`. */
export const followsText = (cause: RequirementResult, { exercised, broken }: RequirementResult): string =>
  `as ${cause.id} is, in ${broken} of ${counted(exercised, 'case')}`;

/** All counterexamples of a result: the smallest one, and those with other reasons. */
export const examplesOf = <Case>({
  counterexample,
  others = [],
}: RequirementResult<Case>): readonly Counterexample<Case>[] =>
  counterexample ? [counterexample, ...others] : [];

/** The heading of each counterexample but the first; empty for that one. */
export const reasonHeading = (index: number, of: number): string =>
  index === 0 ? '' : `Another reason (${index + 1} of ${of})`;

/** The outcome of a call, as a client reported it, for a person. */
export function outcomeText(outcome: ClientOutcome): string {
  switch (outcome.kind) {
    case 'ok':
      return `ok ${JSON.stringify(outcome.result) ?? ''}`.trimEnd();
    case 'error':
      return `error ${outcome.error.kind}: ${outcome.error.message}${outcome.error.handle === undefined ? '' : ` (handle ${outcome.error.handle})`}`;
    case 'unsupported':
      return 'unsupported';
    case 'crashed':
      return `crashed: ${outcome.how}`;
    case 'timed-out':
      return `no answer within ${outcome.afterMs} ms`;
  }
}
