import fc from 'fast-check';
import type { JournalEntry } from '../../../mock-server/index.js';
import { type Broken, Troubled } from '../../engine/index.js';
import type { Model } from '../model/model.js';
import type { ServerUnderTest } from '../server-under-test.js';
import type { Sequence } from '../steps/sequence.js';
import { type PerformedStep, Probe, SequenceOver, type ServerAccount } from './probe.js';
import { Recorder } from './recorder.js';
import { clearWorkplace, openWorkplace } from './workplace.js';

/** What was seen of a sequence. */
export interface Seen {
  /** The steps that were performed, up to the one that broke a requirement. */
  readonly performed: readonly PerformedStep[];
  readonly journal: readonly JournalEntry[];
  /** Ids of the requirements that it exercised. */
  readonly exercised: ReadonlySet<string>;
  readonly broken: { readonly requirement: string; readonly verdict: Broken } | undefined;
  /** What could not be deleted afterwards. */
  readonly left: readonly string[];
}

/** The service of a run, and how it is called. */
export interface Place {
  readonly server: ServerUnderTest;
  readonly account: ServerAccount;
  /** A second account, for what is shared with others. */
  readonly guest?: ServerAccount | undefined;
  /** Milliseconds before each request. */
  readonly pauseMs: number;
}

/**
 * Performs the steps of a sequence in a new folder, until one of them breaks a requirement, and deletes the folder.
 * @throws Troubled when the service cannot be reached
 */
export async function runSequence(
  { server, account, guest, pauseMs }: Place,
  { steps }: Sequence,
): Promise<Seen> {
  const passwords = [account.password, ...(guest ? [guest.password] : [])];
  const recorder = new Recorder(server, { pauseMs, passwords });
  const probe = new Probe(recorder, account, server, guest);
  let model: Model | undefined;
  let left: readonly string[] = [];
  try {
    model = await openWorkplace(probe);
    const setting = { model, real: probe };
    await fc.asyncModelRun(() => setting, steps);
  } catch (error) {
    if (!(error instanceof SequenceOver)) throw error;
  } finally {
    // By another probe: a failure here belongs to no step of the sequence.
    if (model) left = await cleared(new Probe(new Recorder(server, { pauseMs }), account, server), model);
  }
  const { performed, exercised, broken } = probe;
  return { performed, journal: recorder.entries, exercised, broken, left };
}

/** @throws Troubled when the service can no longer be reached; the message names the folder that is left */
async function cleared(probe: Probe, model: Model): Promise<readonly string[]> {
  try {
    return await clearWorkplace(probe, model);
  } catch (error) {
    const { blame, message } = Troubled.from(error);
    const folder = JSON.stringify(model.top.name);
    const left = `The folder ${folder} is still in the account, with its content.`;
    throw new Troubled(blame, `${message}. ${left}`, { cause: error });
  }
}
