import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import type { SharedFolderProperties } from '../../../../wsdl/contract.js';
import { quoted } from '../../model/node.js';
import { SHARING_KEPT, TWO_SETS } from '../../rules/sharing.js';
import type { Act } from '../../runner/act.js';
import { reference, references, type Step, stepKind } from '../step.js';

/** Those that do not decide who gets in. */
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

/** Changes some of the sharing properties of a folder to what they were not, as far as the service lets it. */
export const changeSharing = stepKind({
  does: 'change-sharing',
  entries: { folder: reference, switched: v.array(v.picklist(SWITCHES)) },
  tell: (model, { folder, switched }) =>
    `The suite switched ${switched.join(', ')} of the folder ${quoted(model.folder(folder))}.`,
  async perform(act, model, { folder, switched }) {
    const { id: dirId } = model.folder(folder);
    const [values, may] = await propertiesOf(act, dirId);
    const other = switched.filter((name) => may[name]).map((name) => [name, !values[name]]);
    if (other.length > 0) await setProperties(act, dirId, { ...values, ...Object.fromEntries(other) });
  },
});

/** Sets all properties, and looks whether they are what they were set to. */
export async function setProperties(act: Act, dirId: bigint, wanted: SharedFolderProperties): Promise<void> {
  await act.value(SHARING_KEPT, 'setFolderSharingProperties', { dirId, properties: wanted });
  const [now] = await propertiesOf(act, dirId);
  const names = Object.keys({ ...now, ...wanted }) as (keyof SharedFolderProperties)[];
  // A text that is empty may as well be left out.
  const wrong = names.find((name) => (now[name] ?? '') !== (wanted[name] ?? ''));
  act.see.that(SHARING_KEPT, wrong === undefined, () => ({
    did: `It tells ${wrong} as ${wrong && JSON.stringify(now[wrong] ?? '')} right after it was set to ${wrong && JSON.stringify(wanted[wrong] ?? '')}.`,
    should: 'It should tell the values that were set.',
  }));
}

/** The values, and which of them may be changed. */
export async function propertiesOf(
  act: Act,
  dirId: bigint,
): Promise<readonly [SharedFolderProperties, SharedFolderProperties]> {
  const items = await act.value(TWO_SETS, 'getFolderSharingProperties', { dirId });
  const [values, may] = items;
  if (items.length === 2 && values && may) {
    act.see.kept(TWO_SETS);
    return [values, may];
  }
  return act.see.breaks(TWO_SETS, {
    did: `It answered getFolderSharingProperties with ${items.length} items.`,
    should: 'It should answer with two: the values, and which of them may be changed.',
  });
}

export const sharingChanges = (): Arbitrary<Step> =>
  changeSharing.steps(
    fc.record({ folder: references(), switched: fc.subarray([...SWITCHES], { minLength: 1 }) }),
  );
