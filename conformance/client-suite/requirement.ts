import type { JournalEntry } from '../../mock-server/index.js';
import type { ClientOutcome, OperationName, Printed } from '../drivers/index.js';
import type { Lateness, Requirement, Verdict } from '../engine/index.js';
import type { CaseStep, ConformanceCase } from './scenarios/case.js';

/** Several requirements that are broken for one reason. */
interface SummedUp {
  readonly ids: readonly string[];
  /** Whether what was seen of such a breach shows the reason. */
  readonly isSign: (seen: Observation) => boolean;
}

/** One thing that a client must, should or may do. */
export interface ClientRequirement extends Requirement<ConformanceCase, Observation> {
  /** Others that are no separate causes where all of them are broken in this one's way. */
  readonly sumsUp?: SummedUp | undefined;
  /** Besides `upload`. Without them the requirement does not concern the client. */
  readonly needs?: readonly OperationName[] | undefined;
  /** How many calls at a time the client must be able to take. Default: 1. */
  readonly needsConcurrency?: number | undefined;
  /** Whether it is judged in the cases that go through the corners of all dimensions. */
  readonly meetsCorners?: boolean | undefined;
  /** Whether the journal alone is enough to judge by, as when a person uses an app by hand. */
  readonly judgeJournal?: ((journal: readonly JournalEntry[]) => Verdict) | undefined;
}

/** Everything that is known after a case was run. */
export interface Observation {
  readonly case: ConformanceCase;
  /**
   * What the client said: of each file that was to be uploaded, and of each further step. Those that follow a crash or
   * a call without end are left out, and so are steps with a file that never came to the account.
   */
  readonly uploads: readonly { readonly file: number; readonly said: ClientOutcome }[];
  readonly steps: readonly {
    readonly step: CaseStep;
    readonly said: ClientOutcome;
    readonly details: StepDetails;
  }[];
  /** What the service saw, in the order in which it began. */
  readonly journal: readonly JournalEntry[];
  /** Exchanges that were not over in the end, of which the journal does not tell: the client still waits, or has left them. */
  readonly underWay: number;
  /** What the account holds in the end. */
  readonly account: AccountObservation;
  /** Id of the folder that the files were to go to, -1 for the root. */
  readonly dirId: string;
  /** MD5 of each file of the case, in hex. */
  readonly digests: readonly string[];
  /** Addresses below which the service was called meanwhile, and which no case had, such as one of a case that is over. */
  readonly elsewhere?: readonly string[] | undefined;
  /** What the client printed, where it is known which of it belongs to the case. */
  readonly printed?: Printed | undefined;
  /** How late the kit itself was meanwhile; absent when that was not measured. */
  readonly lateness?: Lateness | undefined;
}

/** What is known of a further step besides what the client said. */
export interface StepDetails {
  /** The journal's entries from here on belong to it. */
  readonly fromSeq: number;
  /** Id of the file or the folder that it is about. */
  readonly id?: string | undefined;
  /** The file that a download wrote, if there is one. */
  readonly written?: WrittenFile | undefined;
}

/** A file that a download wrote. */
export interface WrittenFile {
  readonly md5: string;
  /** Bytes. */
  readonly size: number;
  /** Whether it begins as a page of HTML does. */
  readonly isPage: boolean;
}

/** What an account holds after a case. */
export interface AccountObservation {
  readonly files: readonly HeldFile[];
  readonly unfinished: readonly UnfinishedUpload[];
  readonly folders: readonly HeldFolder[];
  /** Bytes. */
  readonly freeSpace: string;
}

/** A file that is neither unfinished nor in the recycle bin. */
export interface HeldFile {
  readonly id: string;
  readonly name: string;
  /** -1 for the root. */
  readonly parentId: string;
  readonly size: string;
  /** Of the bytes as they are stored. */
  readonly md5: string;
}

/** A folder below the root that is not in the recycle bin. */
interface HeldFolder {
  readonly id: string;
  readonly name: string;
  /** -1 for the root. */
  readonly parentId: string;
}

/** A reserved file whose upload was not finished. */
export interface UnfinishedUpload {
  readonly id: string;
  readonly name: string;
  readonly size: string;
  /** Bytes that are there. */
  readonly received: string;
}
