import type { JournalEntry, Version } from '../../mock-server/index.js';
import type { ConformanceCase } from '../client-suite/scenarios/case.js';
import type { Said } from '../drivers/client-under-test.js';
import type { Level, RequirementEvidence } from '../engine/requirement.js';
import type { Subject } from './subject.js';

/** Everything that is known of a run, and the one source of every report. Plain JSON. */
export interface Report {
  readonly format: '4shared-testkit conformance report';
  readonly version: 4;
  /** Version of the kit. */
  readonly kit: string;
  /** The client or server that was judged. */
  readonly subject: Subject;
  /** How it was reached, such as the command. */
  readonly reached: string;
  /** The versions of the service that a client was given, or was seen to call. Absent in the report of a server. */
  readonly services?: readonly Version[] | undefined;
  /** ISO 8601. */
  readonly started: string;
  readonly ms: number;
  readonly seed: number;
  /** The lowest level that decides the verdict. Requirements broken below it are reported, and decide nothing. */
  readonly level: Level;
  /** All cases that were run, those of shrinking not among them. Absent: only those made for a requirement are known. */
  readonly cases?: number | undefined;
  /** Corner values of a case that were met, of all in the tables. */
  readonly corners?: { readonly met: number; readonly of: number } | undefined;
  /** What the run learnt about the client, as a sentence: "sends parts of 1 MiB, one after the other, tries three times". */
  readonly profile?: string | undefined;
  /** Shell command that replays a case, with `{token}` where its token goes. Absent where no command ran the cases. */
  readonly replay?: string | undefined;
  readonly requirements: readonly RequirementResult[];
  readonly verdict: ReportVerdict;
  /** What went wrong besides the requirements: in the kit itself, in the fake, in the adapter, with the client or server as a whole. */
  readonly troubles: readonly Trouble[];
}

/**
 * `conforming`: nothing unexpected is broken at the levels asked for. `undecided`: it could not be found out, as `troubles`
 * tells. What a client or server was seen to break is `not-conforming`, whatever else could not be found out, unless the fake failed.
 */
export type ReportVerdict = 'conforming' | 'not-conforming' | 'undecided';

export interface Trouble {
  /**
   * Of a run with a client: `harness`, `fake`, `adapter` or `client`, which came to a bad end and so does not conform. Of one
   * with a server: `harness`, or `server`, which could not be reached or was gone in the middle.
   */
  readonly blame: 'harness' | 'fake' | 'adapter' | 'client' | 'server';
  readonly requirement?: string | undefined;
  readonly message: string;
}

export type Status =
  | 'kept'
  | 'broken'
  /** Broken, as the list of known failures says. */
  | 'known-failure'
  /** Kept, although the list of known failures says otherwise: this fails the run. */
  | 'unexpectedly-kept'
  /** No case showed it, such as for lack of time. */
  | 'not-exercised'
  /** It is about something that is not claimed, such as an operation that the client does not have. */
  | 'not-claimed'
  /** Left out by the choice of ids, levels or shard. */
  | 'skipped'
  /** Could not be judged; see `troubles`. */
  | 'error';

export interface RequirementResult {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly evidence: RequirementEvidence;
  readonly status: Status;
  /** Cases that were made for it and run, those of shrinking not among them. */
  readonly runs: number;
  /** Cases that showed whether it is kept, whatever requirement they were made for. */
  readonly exercised: number;
  /** Of those, the ones in which it is broken. */
  readonly broken: number;
  /** How many cases of the whole run it took until it was first broken. Absent when only a case that was made smaller breaks it. */
  readonly brokenAfter?: number | undefined;
  readonly ms: number;
  /** The smallest case that breaks it. */
  readonly counterexample?: Counterexample | undefined;
  /** Those that break it for other reasons, two at most. */
  readonly others?: readonly Counterexample[] | undefined;
  /** Ids of the requirements whose breach explains this one, in each case in which it is broken. Absent: it is a cause. */
  readonly causes?: readonly string[] | undefined;
  readonly known?: { readonly reason: string; readonly expires?: string | undefined } | undefined;
}

/** A case that shows a failure, as small as could be found. */
export interface Counterexample {
  /** For `--replay`: holds the case itself. Absent when somebody used an app by hand, and so is the case. */
  readonly token?: string | undefined;
  /** Only of a client: what a server was put through is told by the story. */
  readonly case?: ConformanceCase | undefined;
  /** What the account was, what was asked, what was answered: a sentence each, in order. */
  readonly story: readonly string[];
  readonly did: string;
  readonly should: string;
  /** Empty for servers, whose every answer stands in the journal. */
  readonly said: readonly { readonly what: string; readonly said: Said }[];
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
