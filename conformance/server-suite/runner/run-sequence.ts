import fc from 'fast-check';
import type { JournalEntry } from '../../../mock-server/index.js';
import type { Broken } from '../../engine/requirement.js';
import { Troubled } from '../../engine/trouble.js';
import type { Model } from '../model/model.js';
import type { ServerUnderTest } from '../server-under-test.js';
import type { Sequence } from '../steps/sequence.js';
import { Act, type Made, type ServerAccount } from './act.js';
import { SequenceOver } from './ledger.js';
import { Recorder } from './recorder.js';
import { clearWorkplace, openWorkplace } from './workplace.js';

/** What is known after a sequence of steps was made. */
export interface Seen {
  /** Those that were made, up to the one that broke a rule. */
  readonly made: readonly Made[];
  readonly journal: readonly JournalEntry[];
  /** Ids of the rules that it showed something of. */
  readonly exercised: ReadonlySet<string>;
  readonly broken: { readonly rule: string; readonly told: Broken } | undefined;
  /** What could not be taken away afterwards. */
  readonly left: readonly string[];
}

/** Whom a suite speaks to, and how. */
export interface Place {
  readonly server: ServerUnderTest;
  readonly account: ServerAccount;
  /** Another account, for what its owner shares with others. Without it nothing is found out about that. */
  readonly guest?: ServerAccount | undefined;
  /** Between two requests. */
  readonly pauseMs: number;
}

/**
 * Makes the steps of a sequence in a folder of their own, until one of them breaks a rule, and clears up.
 * @throws Troubled when the service cannot be reached
 */
export async function runSequence(
  { server, account, guest, pauseMs }: Place,
  { steps }: Sequence,
): Promise<Seen> {
  const passwords = [account.password, ...(guest ? [guest.password] : [])];
  const recorder = new Recorder(server, { pauseMs, passwords });
  const act = new Act(recorder, account, server, guest);
  let model: Model | undefined;
  let left: readonly string[] = [];
  try {
    model = await openWorkplace(act);
    const setting = { model, real: act };
    await fc.asyncModelRun(() => setting, steps);
  } catch (error) {
    if (!(error instanceof SequenceOver)) throw error;
  } finally {
    // With a ledger of its own: what goes wrong here is no step of the sequence.
    if (model) left = await cleared(new Act(new Recorder(server, { pauseMs }), account, server), model);
  }
  const { made, see } = act;
  return { made, journal: recorder.entries, exercised: see.exercised, broken: see.broken, left };
}

/** @throws Troubled when the service cannot be reached any more; it tells what is left behind then */
async function cleared(act: Act, model: Model): Promise<readonly string[]> {
  try {
    return await clearWorkplace(act, model);
  } catch (error) {
    const { blame, message } = Troubled.from(error);
    const folder = JSON.stringify(model.top.name);
    throw new Troubled(
      blame,
      `${message}. The folder ${folder} is still in the account, with what was made in it.`,
      {
        cause: error,
      },
    );
  }
}
