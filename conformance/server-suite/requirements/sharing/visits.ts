import fc from 'fast-check';
import { type Model, type ModelFolder, pick } from '../../model/model.js';
import { quoted } from '../../model/node.js';
import type { CommonSteps, RequirementGroup, ServerRequirement } from '../../requirement.js';
import type { Probe, ServerAccount } from '../../runner/probe.js';
import { flag, oneOf, reference } from '../../steps/field.js';
import { stepKind } from '../../steps/step.js';
import { listMistake } from '../tree/compare.js';
import { share } from './properties.js';

const shared = ({ newFolder }: CommonSteps) => [
  newFolder(),
  fc.oneof(share({ password: fc.constant('') }), share()),
];

/** The only folder that can be shared. */
const inShared = { folder: fc.constant(1) };

const ACCESS_GRANTED: ServerRequirement = {
  id: 'SV-67',
  needsGuest: true,
  title: 'A shared folder is open to other accounts with its passwords: checkSharedDirAccess returns 0.',
  level: 'must',
  evidence: { source: 'wiki', about: 'checkSharedDirAccess: 0' },
  sequences: (common) => ({ lead: [...shared(common), tries('right')] }),
};

const NO_SUCH_FOLDER: ServerRequirement = {
  id: 'SV-68',
  needsGuest: true,
  title: 'checkSharedDirAccess returns 1 for a folder that does not exist.',
  level: 'must',
  evidence: { source: 'wiki', about: 'checkSharedDirAccess: 1' },
  sequences: ({ newFolder, purgeFolder }) => ({ lead: [newFolder(), purgeFolder(), tries('gone')] }),
};

const WRONG_GENERATED: ServerRequirement = {
  id: 'SV-69',
  needsGuest: true,
  title: 'checkSharedDirAccess returns 4 when the generated password is wrong.',
  level: 'must',
  evidence: { source: 'wiki', about: 'checkSharedDirAccess: 4' },
  sequences: (common) => ({ lead: [...shared(common), tries('wrong-generated')] }),
};

const NOT_SHARED: ServerRequirement = {
  id: 'SV-70',
  needsGuest: true,
  title: 'checkSharedDirAccess returns 5 for a folder that is not shared.',
  level: 'must',
  evidence: { source: 'wiki', about: 'checkSharedDirAccess: 5' },
  sequences: ({ newFolder }) => ({ lead: [newFolder(), tries('unshared')] }),
};

const WRONG_CHOSEN: ServerRequirement = {
  id: 'SV-71',
  needsGuest: true,
  title: 'checkSharedDirAccess returns 8 when the password is not the one that the owner chose.',
  level: 'must',
  evidence: { source: 'wiki', about: 'checkSharedDirAccess: 8' },
  sequences: ({ newFolder }) => ({ lead: [newFolder(), share(), tries('wrong-chosen')] }),
};

const DECODED_ID: ServerRequirement = {
  id: 'SV-72',
  needsGuest: true,
  title:
    'decodeId turns the code in the address of a folder into its id, a slash and its generated password.',
  level: 'must',
  evidence: { source: 'wiki', about: 'decodeId' },
  sequences: (common) => ({ lead: [...shared(common), tries('right')] }),
};

const SHARED_LISTED: ServerRequirement = {
  id: 'SV-73',
  needsGuest: true,
  title: 'getSharedDirItems lists the items of a shared folder for other accounts with its passwords.',
  level: 'should',
  evidence: { source: 'wiki', about: 'decodeId: its answer is for getSharedDirItems' },
  sequences: ({ newFolder, upload }) => ({
    lead: [newFolder(), upload(inShared), share(), tries('right', true)],
  }),
};

const CLOSED: ServerRequirement = {
  id: 'SV-74',
  needsGuest: true,
  title: 'getSharedDirItems lists nothing of a folder that is not shared, or with a wrong password.',
  level: 'must',
  evidence: { source: 'wiki', about: 'checkSharedDirAccess: 4, 5, 8' },
  sequences: ({ newFolder, upload }) => ({
    lead: [newFolder(), upload(inShared), tries('unshared', true), share()],
    last: [fc.oneof(tries('wrong-generated', true), tries('wrong-chosen', true))],
  }),
};

const VISITS = ['right', 'wrong-generated', 'wrong-chosen', 'unshared', 'gone'] as const;
type Visit = (typeof VISITS)[number];

/** What checkSharedDirAccess must return, and the folder in words. */
const EXPECTED: Readonly<Record<Visit, readonly [ServerRequirement, code: number, text: string]>> = {
  right: [ACCESS_GRANTED, 0, 'with its passwords'],
  'wrong-generated': [WRONG_GENERATED, 4, 'with a wrong generated password'],
  'wrong-chosen': [WRONG_CHOSEN, 8, 'with another password than its owner chose'],
  unshared: [NOT_SHARED, 5, 'which is not shared'],
  gone: [NO_SUCH_FOLDER, 1, 'which no longer exists'],
};

/** Uses a folder as another account: checks the access, or lists it. */
const visit = stepKind({
  does: 'visit',
  fields: { folder: reference, comes: oneOf(VISITS), lists: flag },
  target: (model, { folder, comes }) => (model.hasGuest ? pick(foldersFor(model, comes), folder) : undefined),
  text: (folder, { comes, lists }) =>
    `As the other account, the suite ${lists ? 'listed' : 'checked the access to'} the folder ${quoted(folder)}, ${EXPECTED[comes][2]}.`,
  async perform(probe, folder, { comes, lists }, model) {
    if (!probe.guest) return;
    const keys = await keysFor(probe, folder, comes, model.shared.get(folder) ?? '');
    if (lists) await seeItems(probe, probe.guest, model, folder, keys, comes);
    else await seeCode(probe, probe.guest, keys, comes);
  },
});

const tries = (comes: Visit, lists = false) =>
  visit({ comes: fc.constant(comes), lists: fc.constant(lists) });

interface Keys {
  readonly dirId: bigint;
  /** The generated password. */
  readonly dirPassword: string;
  /** The one that the owner chose. */
  readonly userDirPassword: string;
}

async function seeCode(probe: Probe, guest: ServerAccount, keys: Keys, comes: Visit): Promise<void> {
  const [requirement, code, text] = EXPECTED[comes];
  const answer = await probe.valueAs(guest, requirement, 'checkSharedDirAccess', keys);
  probe.see(requirement, answer === code, () => ({
    did: `It returned ${answer} from checkSharedDirAccess for a folder ${text}.`,
    should: `It should return ${code}.`,
  }));
}

async function seeItems(
  probe: Probe,
  guest: ServerAccount,
  model: Model,
  folder: ModelFolder,
  keys: Keys,
  comes: Visit,
): Promise<void> {
  if (comes === 'right') {
    const items = await probe.valueAs(guest, SHARED_LISTED, 'getSharedDirItems', keys);
    const mistake = listMistake(items, model.nodesIn(folder));
    return probe.see(SHARED_LISTED, mistake === undefined, () => ({
      did: `It listed the shared folder ${quoted(folder)} incorrectly: ${mistake}.`,
      should: 'It should list its items.',
    }));
  }
  const outcome = await probe.callAs(guest, 'getSharedDirItems', keys);
  const count = 'fault' in outcome ? 0 : outcome.value.length;
  probe.see(CLOSED, count === 0, () => ({
    did: `It listed ${count} items of a folder ${EXPECTED[comes][2]} for another account.`,
    should: 'It should answer with a fault, or list nothing.',
  }));
}

/** The id and passwords of a folder, with or without a mistake. @param chosen the password of the owner */
async function keysFor(
  probe: Probe,
  { id: dirId }: ModelFolder,
  comes: Visit,
  chosen: string,
): Promise<Keys> {
  if (comes === 'gone') return { dirId, dirPassword: '00000000', userDirPassword: '' };
  const generated = await generatedPassword(probe, dirId);
  return {
    dirId,
    dirPassword: comes === 'wrong-generated' ? `${generated}0` : generated,
    userDirPassword: comes === 'wrong-chosen' ? `${chosen}0` : chosen,
  };
}

async function generatedPassword(probe: Probe, dirId: bigint): Promise<string> {
  const { downloadLink = '' } = await probe.value(DECODED_ID, 'getDirInfo', { dirId });
  const [, code] = /\/(?:dir|folder)\/([\w-]{8}|[\w-]{10})(?:\/|$)/.exec(downloadLink) ?? [];
  if (code === undefined)
    return probe.breaks(DECODED_ID, {
      did: `It gave a folder the address ${JSON.stringify(downloadLink)}.`,
      should: 'It should give one with /dir/ or /folder/ and a code of 8 characters.',
    });
  const decoded = await probe.value(DECODED_ID, 'decodeId', { encodedId: code });
  const [id, password = '', ...more] = decoded.split('/');
  probe.see(DECODED_ID, id === String(dirId) && password !== '' && more.length === 0, () => ({
    did: `It decoded ${code} as ${JSON.stringify(decoded)}.`,
    should: `It should decode it as ${dirId}, a slash and the generated password of the folder.`,
  }));
  return password;
}

function foldersFor({ innerFolders, goneFolders, shared }: Model, comes: Visit): readonly ModelFolder[] {
  if (comes === 'gone') return goneFolders;
  // A folder inside a shared one is shared with it.
  if (comes === 'unshared') return shared.size > 0 ? [] : innerFolders;
  const open = innerFolders.filter((folder) => shared.has(folder));
  return comes === 'wrong-chosen' ? open.filter((folder) => shared.get(folder) !== '') : open;
}

/** What a second account can do in a shared folder. */
export const VISITS_GROUP: RequirementGroup = {
  requirements: [
    ...[ACCESS_GRANTED, NO_SUCH_FOLDER, WRONG_GENERATED, NOT_SHARED, WRONG_CHOSEN],
    ...[DECODED_ID, SHARED_LISTED, CLOSED],
  ],
  steps: [visit],
};
