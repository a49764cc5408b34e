import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { pick } from '../../model/model.js';
import { quoted } from '../../model/node.js';
import { reference, references, type Step, stepKind } from '../step.js';
import { propertiesOf, setProperties } from './properties.js';

/** Shares a folder, if it may be shared. */
export const share = stepKind({
  does: 'share',
  entries: {
    folder: reference,
    /** Which the owner chooses; empty for none. */
    password: v.pipe(v.string(), v.maxLength(100)),
  },
  possible: ({ innerFolders }) => innerFolders.length > 0,
  tell: ({ innerFolders }, { folder, password }) =>
    `The suite shared the folder ${quoted(pick(innerFolders, folder) ?? { name: '' })}${password === '' ? '' : ' with a password'}.`,
  async perform(act, model, { folder: which, password }) {
    const folder = pick(model.innerFolders, which);
    if (!folder) return;
    const [values, may] = await propertiesOf(act, folder.id);
    if (!may.shared) return;
    await setProperties(act, folder.id, { ...values, shared: true, password });
    model.shared.set(folder, password);
  },
});

export const shares = (password: Arbitrary<string> = fc.constant('')): Arbitrary<Step> =>
  share.steps(fc.record({ folder: references(), password }));

export const passwords = (): Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'abcdefghij0123456789'), minLength: 4, maxLength: 12 });
