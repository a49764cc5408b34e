import type { AccountAct, Act, Moment } from '../edge-cases/index.js';
import { changeAccount, type Holds } from '../namespaces/index.js';
import { delay } from '../waits.js';
import type { World } from '../world/index.js';

/** The namespace of an exchange, as far as acts use it. */
export interface Surroundings {
  readonly world: World;
  readonly holds: Holds;
}

/** The exchange that rules matched. */
interface Affected {
  readonly kind: 'call' | 'part' | 'download';
  readonly operation?: string | undefined;
  readonly account: string | undefined;
  /** Aborts when the client disconnects. */
  readonly signal: AbortSignal;
}

type TimedAct = Extract<Act, { readonly at?: Moment | undefined }>;

/** Performs, in their order, the acts for one moment of an exchange: before or after the operation. */
export async function performTimed(
  at: Moment,
  acts: readonly Act[],
  surroundings: Surroundings,
  affected: Affected,
): Promise<void> {
  for (const act of acts) {
    if (isTimed(act) && (act.at ?? 'before') === at) await carryOut(act, at, surroundings, affected);
  }
}

const isTimed = (act: Act): act is TimedAct =>
  act.act === 'delay' || act.act === 'account' || act.act === 'hold';

async function carryOut(
  act: TimedAct,
  at: Moment,
  { world, holds }: Surroundings,
  { signal, ...facts }: Affected,
): Promise<void> {
  if (act.act === 'delay') await delay(act.ms, signal);
  else if (act.act === 'hold') await holds.hold(act.name, { ...facts, at }, signal);
  else changeOwner(world, facts.account, act);
}

/** Without effect if the exchange belongs to no account. */
function changeOwner(world: World, login: string | undefined, act: AccountAct): void {
  const account = login === undefined ? undefined : world.account(login);
  const { act: _act, at: _at, ...changes } = act;
  if (account) changeAccount(world, account, changes);
}
