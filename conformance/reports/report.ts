import type { JournalEntry, Version } from '../../mock-server/index.js';
import type { ClientOutcome } from '../drivers/index.js';
import type { RequirementResult as EngineResult, RunFindings } from '../engine/index.js';

export type { RunVerdict as ReportVerdict, Status, Trouble } from '../engine/index.js';

import { KIT } from '../kit.js';
import type { Subject } from './subject.js';

/** The value of `format` in every report file. */
export const FORMAT = '4shared-testkit conformance report';
/** The version that this kit writes and reads. */
export const VERSION = 5;

/** Everything that is known of a run, and the one source of every report. Plain JSON. `Case` is a case of the client suite. */
export interface Report<Case = unknown> extends RunFindings<Counterexample<Case>> {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  /** Version of the kit. */
  readonly kit: string;
  /** The client or server that was judged. */
  readonly subject: Subject;
  /** How it was reached, such as the command. */
  readonly reached: string;
  /** The versions of the service that a client was given, or was seen to call. Absent in the report of a server. */
  readonly services?: readonly Version[] | undefined;
  /** All cases that were run, those of shrinking not among them. Absent: only those made for a requirement are known. */
  readonly cases?: number | undefined;
  /** Corner values of a case that were met, of all in the tables. */
  readonly corners?: { readonly met: number; readonly of: number } | undefined;
  /** What the run learnt about the client, as a sentence: "sends parts of 1 MiB, one after the other, tries three times". */
  readonly profile?: string | undefined;
  /** Shell command that replays a case, with `{token}` where its token goes. Absent where no command ran the cases. */
  readonly replay?: string | undefined;
}

/** The result of one requirement in a report. */
export type RequirementResult<Case = unknown> = EngineResult<Counterexample<Case>>;

/** A case that shows a failure, as small as could be found. */
export interface Counterexample<Case = unknown> {
  /** For `--replay`: holds the case itself. Absent, like the case, when an app was used by hand. */
  readonly token?: string | undefined;
  /** Only of a client: for a server, the story has the steps. */
  readonly case?: Case | undefined;
  /** Account, requests and responses, a sentence each, in order. */
  readonly story: readonly string[];
  readonly did: string;
  readonly should: string;
  /** Empty for servers: the journal has all responses. */
  readonly outcomes: readonly { readonly what: string; readonly outcome: ClientOutcome }[];
  /** What went over the wire. */
  readonly journal: readonly JournalEntry[];
  /** The entries of the journal that show the failure. */
  readonly seqs: readonly number[];
  /** How many smaller cases it took to get here. */
  readonly shrinks: number;
  /** How often it failed when it was run again, with no other call under way. Absent when there was no time for that. */
  readonly again?: { readonly runs: number; readonly failed: number } | undefined;
  /** What the client printed while the case ran, all streams together; empty for servers. */
  readonly notes: string;
  /** The same by stream, and how the process ended, such as `exit code 1`. Replaces `notes` in the reports. */
  readonly printed?:
    | { readonly stdout: string; readonly stderr: string; readonly exit?: string | undefined }
    | undefined;
}

/** What a suite adds to the findings of a run. */
export type ReportFacts = Pick<Report, 'subject' | 'reached' | 'services' | 'cases' | 'corners' | 'profile'>;

/** The report of a run, with the format and version of this kit. */
export const reportOf = <Case>(
  { subject, reached, services, ...facts }: ReportFacts,
  { started, ms, seed, level, ...found }: RunFindings<Counterexample<Case>>,
): Report<Case> => ({
  format: FORMAT,
  version: VERSION,
  kit: KIT.version,
  subject,
  reached,
  ...(services && { services }),
  ...facts,
  started,
  ms,
  seed,
  level,
  ...found,
});
