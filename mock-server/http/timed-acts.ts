import type { AccountAct, Act, Moment } from '../edge-cases/index.js';
import { changeAccount, type Holds } from '../namespaces/index.js';
import { delay } from '../waits.js';
import type { World } from '../world/index.js';

/** Where an exchange takes place. */
export interface Surroundings {
  readonly world: World;
  readonly holds: Holds;
}

/** The exchange that acts are carried out on. */
export interface Affected {
  readonly kind: 'call' | 'part' | 'download';
  readonly function?: string | undefined;
  readonly account: string | undefined;
  /** Aborts when the client disconnects. */
  readonly signal: AbortSignal;
}

type TimedAct = Extract<Act, { readonly at?: Moment | undefined }>;

/** Carries out, in their order, the acts that belong to a moment of an exchange: before or after it is done. */
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

/** Nothing happens when the exchange belongs to no account that there is. */
function changeOwner(world: World, login: string | undefined, act: AccountAct): void {
  const account = login === undefined ? undefined : world.account(login);
  const { act: _act, at: _at, ...changes } = act;
  if (account) changeAccount(world, account, changes);
}
