import type { Arbitrary } from 'fast-check';
import type { JournalEntry } from '../../mock-server/index.js';
import type { OperationName, Printed, Said } from '../drivers/client-under-test.js';
import type { Lateness } from '../engine/time/lateness.js';
import type { CaseStep, ConformanceCase } from './scenarios/case.js';

export type Level = 'must' | 'should' | 'may';

const LEVELS: readonly Level[] = ['may', 'should', 'must'];

/** Whether a level is at least as strict as another one. */
export const atLeast = (level: Level, lowest: Level): boolean =>
  LEVELS.indexOf(level) >= LEVELS.indexOf(lowest);

/** Where a requirement comes from. */
export interface RequirementEvidence {
  /**
   * `howto`: the upload how-to; `wiki`: the old wiki; `wsdl`: the service description; `client`: what bit real clients;
   * `RI`: the JAX-WS reference implementation, which the service ran on; `assumption`: nothing but our own guess.
   */
  readonly source: 'howto' | 'wiki' | 'wsdl' | 'client' | 'RI' | 'assumption';
  /** The step of the how-to, or what it is about, in a few words of our own. */
  readonly about: string;
}

/** What is told of a rule, whoever has to keep it. */
export interface RuleFacts {
  /** Never changes and is never used again: `UP-07`. */
  readonly id: string;
  /** What a conforming client or server does, as a whole sentence. */
  readonly title: string;
  readonly level: Level;
  readonly evidence: RequirementEvidence;
}

/** Cases with a plainer trouble than one has: who does the rules of that wrong does the same wrong here. */
export interface LesserTrouble<Case> {
  readonly ids: readonly string[];
  readonly casesLike: (situation: Case) => readonly Case[];
}

/** One thing that a client or a server must, should or may do. `Case` is what it is put through, `Seen` what was seen of that. */
export interface Rule<Case, Seen> extends RuleFacts {
  /**
   * How many situations are tried at most. For those that take as long as somebody waits: they are begun with, and a failure
   * is not made smaller then.
   */
  readonly atMost?: number | undefined;
  /** Whether its cases are run while nothing else is under way, as they are about time. They come last. */
  readonly alone?: boolean | undefined;
  /** Situations in which it shows. Made anew for each run; shrinks towards the plainest one. */
  readonly situations: () => Arbitrary<Case>;
  /** Whether a case is one that the judge can say something of. Default: each is. */
  readonly appliesTo?: ((seen: Seen) => boolean) | undefined;
  /** Ids of the rules whose breach in a case explains that this one is broken in it, too. */
  readonly explainedBy?: readonly string[] | undefined;
  /** Ids of further rules that explain it, if they are broken when nothing is out of the ordinary, and it is not. */
  readonly explainedPlainlyBy?: readonly string[] | undefined;
  /** Ids of rules that explain it even if they are broken in other cases alone, as they are about what it rests on. */
  readonly explainedAnywhereBy?: readonly string[] | undefined;
  /** What a case of another rule shows that is the same but for a plainer trouble, and the ids of rules that explain it then. */
  readonly explainedByLess?: LesserTrouble<Case> | undefined;
  /** Judges one situation by what was seen. Knows nothing of how client or server were reached. */
  readonly judge: (seen: Seen) => Verdict;
}

/** Several requirements that are broken for one reason. */
export interface SummedUp {
  readonly ids: readonly string[];
  /** Whether what was seen of such a breach shows the reason. */
  readonly isSign: (seen: Witnesses) => boolean;
}

/** One thing that a client must, should or may do. */
export interface Requirement extends Rule<ConformanceCase, Witnesses> {
  /** Others that are no causes of their own where all of them are broken in this one's way. */
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

export type Verdict = { readonly is: 'kept' } | { readonly is: 'not-exercised' } | Broken;

export interface Broken {
  readonly is: 'broken';
  /** What the client or server did, in past tense: a sentence for a person. */
  readonly did: string;
  /** What it should have done. */
  readonly should: string;
  /** The entries of the journal that show it. */
  readonly seqs: readonly number[];
}

/** Everything that is known after a case was run. */
export interface Witnesses {
  readonly case: ConformanceCase;
  /**
   * What the client said: of each file that was to be uploaded, and of each further step. Those that follow a crash or
   * a call without end are left out, and so are steps with a file that never came to the account.
   */
  readonly uploads: readonly { readonly file: number; readonly said: Said }[];
  readonly steps: readonly { readonly step: CaseStep; readonly said: Said; readonly details: StepDetails }[];
  /** What the service saw, in the order in which it began. */
  readonly journal: readonly JournalEntry[];
  /** Exchanges that were not over in the end, of which the journal does not tell: the client still waits, or has left them. */
  readonly underWay: number;
  /** What the account holds in the end. */
  readonly account: AccountWitness;
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

export interface WrittenFile {
  readonly md5: string;
  /** Bytes. */
  readonly size: number;
  /** Whether it begins as a page of HTML does. */
  readonly isPage: boolean;
}

export interface AccountWitness {
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
export interface HeldFolder {
  readonly id: string;
  readonly name: string;
  /** -1 for the root. */
  readonly parentId: string;
}

export interface UnfinishedUpload {
  readonly id: string;
  readonly name: string;
  readonly size: string;
  /** Bytes that are there. */
  readonly received: string;
}
