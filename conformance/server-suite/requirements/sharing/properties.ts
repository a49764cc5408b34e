import fc from 'fast-check';
import * as v from 'valibot';
import type { SharedFolderProperties } from '../../../../wsdl/contract.js';
import { pick } from '../../model/model.js';
import { quoted } from '../../model/node.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import type { Probe } from '../../runner/probe.js';
import { reference, text } from '../../steps/field.js';
import { stepKind } from '../../steps/step.js';

const TWO_SETS: ServerRequirement = {
  id: 'SV-65',
  title: 'getFolderSharingProperties returns two items: the values, and which of them may be changed.',
  level: 'must',
  evidence: { source: 'client', about: 'getFolderSharingProperties' },
  sequences: ({ newFolder }) => ({ lead: [newFolder(), changeSharing()] }),
};

const SHARING_KEPT: ServerRequirement = {
  id: 'SV-66',
  title: 'A sharing property that may be changed has the value it was set to, and the others keep theirs.',
  level: 'must',
  evidence: { source: 'client', about: 'setFolderSharingProperties takes the whole set' },
  sequences: ({ newFolder }) => ({
    lead: [newFolder(), changeSharing()],
    among: [changeSharing(), share()],
    most: 3,
  }),
};

/** The properties that do not decide on access. */
const SWITCHES = [
  'createSubFolders',
  'delete',
  'disableAnonimUpload',
  'emailOnUpload',
  'embed',
  'fileProperties',
  'moderator',
  'onlyPublic',
  'publicSearch',
  'search',
  'thumbNailOn',
  'updateFiles',
  'upload',
  'viewModeDetails',
  'viewSubfolders',
  'webGrab',
] as const satisfies readonly (keyof SharedFolderProperties)[];

/** Inverts some sharing properties of a folder, as far as the service permits it. */
const changeSharing = stepKind({
  does: 'change-sharing',
  fields: {
    folder: reference,
    switched: {
      schema: v.array(v.picklist(SWITCHES)),
      any: () => fc.subarray([...SWITCHES], { minLength: 1 }),
    },
  },
  target: (model, { folder }) => model.folder(folder),
  text: (folder, { switched }) =>
    `The suite inverted ${switched.join(', ')} of the folder ${quoted(folder)}.`,
  async perform(probe, { id: dirId }, { switched }) {
    const [values, may] = await propertiesOf(probe, dirId);
    const other = switched.filter((name) => may[name]).map((name) => [name, !values[name]]);
    if (other.length > 0) await setProperties(probe, dirId, { ...values, ...Object.fromEntries(other) });
  },
});

/** Shares a folder, if the service permits it. */
export const share = stepKind({
  does: 'share',
  fields: {
    folder: reference,
    /** The one that the owner chooses; empty for none. */
    password: text(100, () =>
      fc.string({ unit: fc.constantFrom(...'abcdefghij0123456789'), minLength: 4, maxLength: 12 }),
    ),
  },
  target: ({ innerFolders }, { folder }) => pick(innerFolders, folder),
  text: (folder, { password }) =>
    `The suite shared the folder ${quoted(folder)}${password === '' ? '' : ' with a password'}.`,
  async perform(probe, folder, { password }, { shared }) {
    const [values, may] = await propertiesOf(probe, folder.id);
    if (!may.shared) return;
    await setProperties(probe, folder.id, { ...values, shared: true, password });
    shared.set(folder, password);
  },
});

async function setProperties(probe: Probe, dirId: bigint, wanted: SharedFolderProperties): Promise<void> {
  await probe.value(SHARING_KEPT, 'setFolderSharingProperties', { dirId, properties: wanted });
  const [now] = await propertiesOf(probe, dirId);
  const names = Object.keys({ ...now, ...wanted }) as (keyof SharedFolderProperties)[];
  // An empty text may as well be left out.
  const wrong = names.find((name) => (now[name] ?? '') !== (wanted[name] ?? ''));
  probe.see(SHARING_KEPT, wrong === undefined, () => ({
    did: `It returned ${wrong && JSON.stringify(now[wrong] ?? '')} for ${wrong} right after that was set to ${wrong && JSON.stringify(wanted[wrong] ?? '')}.`,
    should: 'It should return the values that were set.',
  }));
}

/** The values, and which of them may be changed. */
async function propertiesOf(
  probe: Probe,
  dirId: bigint,
): Promise<readonly [SharedFolderProperties, SharedFolderProperties]> {
  const items = await probe.value(TWO_SETS, 'getFolderSharingProperties', { dirId });
  const [values, may] = items;
  if (items.length !== 2 || !values || !may)
    return probe.breaks(TWO_SETS, {
      did: `It returned ${items.length} items from getFolderSharingProperties.`,
      should: 'It should return two: the values, and which of them may be changed.',
    });
  probe.keeps(TWO_SETS);
  return [values, may];
}

/** The sharing properties of folders. */
export const SHARING: RequirementGroup = {
  requirements: [TWO_SETS, SHARING_KEPT],
  steps: [changeSharing, share],
};
