import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { type Model, type ModelFolder, pick } from '../../model/model.js';
import { quoted } from '../../model/node.js';
import type { ServerRequirement } from '../../rules/server-requirement.js';
import {
  ACCESS_GRANTED,
  CLOSED,
  DECODED_ID,
  NO_SUCH_FOLDER,
  NOT_SHARED,
  SHARED_LISTED,
  WRONG_CHOSEN,
  WRONG_GENERATED,
} from '../../rules/sharing.js';
import type { Act, ServerAccount } from '../../runner/act.js';
import { listMistake } from '../listings/compare-items.js';
import { reference, references, type Step, stepKind } from '../step.js';

/** With what somebody comes to a folder. */
export const VISITS = ['right', 'wrong-generated', 'wrong-chosen', 'unshared', 'gone'] as const;
export type Visit = (typeof VISITS)[number];

/** What checkSharedDirAccess must answer. */
const CODES: Readonly<Record<Visit, readonly [rule: ServerRequirement, code: number]>> = {
  right: [ACCESS_GRANTED, 0],
  'wrong-generated': [WRONG_GENERATED, 4],
  'wrong-chosen': [WRONG_CHOSEN, 8],
  unshared: [NOT_SHARED, 5],
  gone: [NO_SUCH_FOLDER, 1],
};

const TELLINGS: Readonly<Record<Visit, string>> = {
  right: 'with its passwords',
  'wrong-generated': 'with a wrong generated password',
  'wrong-chosen': 'with another password than its owner chose',
  unshared: 'which is not shared',
  gone: 'which is gone',
};

/** Comes to a folder by another account: asks whether it is open, or what is in it. */
export const visit = stepKind({
  does: 'visit',
  entries: { folder: reference, comes: v.picklist(VISITS), lists: v.boolean() },
  possible: (model, { comes }) => model.hasGuest && places(model, comes).length > 0,
  tell: (model, { folder, comes, lists }) =>
    `The suite asked by the other account ${lists ? 'what is in' : 'whether it may see'} the folder ${quoted(pick(places(model, comes), folder) ?? { name: '' })}, ${TELLINGS[comes]}.`,
  async perform(act, model, { folder: which, comes, lists }) {
    const folder = pick(places(model, comes), which);
    if (!folder || !act.guest) return;
    const keys = await keysFor(act, folder, comes, model.shared.get(folder) ?? '');
    if (lists) await seeItems(act, act.guest, model, folder, keys, comes);
    else await seeCode(act, act.guest, keys, comes);
  },
});

interface Keys {
  readonly dirId: bigint;
  /** The generated one. */
  readonly dirPassword: string;
  /** The one that the owner chose. */
  readonly userDirPassword: string;
}

async function seeCode(act: Act, guest: ServerAccount, keys: Keys, comes: Visit): Promise<void> {
  const [rule, code] = CODES[comes];
  const answer = await act.valueAs(guest, rule, 'checkSharedDirAccess', keys);
  act.see.that(rule, answer === code, () => ({
    did: `It answered checkSharedDirAccess with ${answer} for a folder ${TELLINGS[comes]}.`,
    should: `It should answer with ${code}.`,
  }));
}

async function seeItems(
  act: Act,
  guest: ServerAccount,
  model: Model,
  folder: ModelFolder,
  keys: Keys,
  comes: Visit,
): Promise<void> {
  if (comes === 'right') {
    const items = await act.valueAs(guest, SHARED_LISTED, 'getSharedDirItems', keys);
    const mistake = listMistake(items, model.nodesIn(folder));
    act.see.that(SHARED_LISTED, mistake === undefined, () => ({
      did: `It listed the shared folder ${quoted(folder)} wrongly: ${mistake}.`,
      should: 'It should list what is in it.',
    }));
    return;
  }
  const outcome = await act.callAs(guest, 'getSharedDirItems', keys);
  const told = 'fault' in outcome ? 0 : outcome.value.length;
  act.see.that(CLOSED, told === 0, () => ({
    did: `It listed ${told} items of a folder ${TELLINGS[comes]} to another account.`,
    should: 'It should answer with a fault, or with nothing.',
  }));
}

/** What the owner tells whoever is to see the folder, with a mistake in it or not. */
async function keysFor(act: Act, { id: dirId }: ModelFolder, comes: Visit, chosen: string): Promise<Keys> {
  if (comes === 'gone') return { dirId, dirPassword: '00000000', userDirPassword: '' };
  const generated = await generatedPassword(act, dirId);
  return {
    dirId,
    dirPassword: comes === 'wrong-generated' ? `${generated}0` : generated,
    userDirPassword: comes === 'wrong-chosen' ? `${chosen}0` : chosen,
  };
}

async function generatedPassword(act: Act, dirId: bigint): Promise<string> {
  const { downloadLink = '' } = await act.value(DECODED_ID, 'getDirInfo', { dirId });
  const [, code] = /\/(?:dir|folder)\/([\w-]{8}|[\w-]{10})(?:\/|$)/.exec(downloadLink) ?? [];
  if (code === undefined)
    return act.see.breaks(DECODED_ID, {
      did: `It gave the address ${JSON.stringify(downloadLink)} for a folder.`,
      should: 'It should give one with /dir/ or /folder/ and a code of 8 characters.',
    });
  const decoded = await act.value(DECODED_ID, 'decodeId', { encodedId: code });
  const [id, password, ...more] = decoded.split('/');
  const holds = id === String(dirId) && password !== undefined && password !== '' && more.length === 0;
  act.see.that(DECODED_ID, holds, () => ({
    did: `It decoded ${code} as ${JSON.stringify(decoded)}.`,
    should: `It should decode it as ${dirId}, a slash and the generated password of the folder.`,
  }));
  return password ?? '';
}

/** The folders that somebody can come to like that. */
function places({ innerFolders, goneFolders, shared }: Model, comes: Visit): readonly ModelFolder[] {
  if (comes === 'gone') return goneFolders;
  // What is in a shared folder is shared with it.
  if (comes === 'unshared') return shared.size > 0 ? [] : innerFolders;
  const open = innerFolders.filter((folder) => shared.has(folder));
  return comes === 'wrong-chosen' ? open.filter((folder) => shared.get(folder) !== '') : open;
}

export const visits = (comes: Visit, lists = false): Arbitrary<Step> =>
  visit.steps(fc.record({ folder: references(), comes: fc.constant(comes), lists: fc.constant(lists) }));
