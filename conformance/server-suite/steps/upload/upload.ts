import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { counted } from '../../../reports/text/wording.js';
import { bytesOf, digestOf } from '../../model/content.js';
import type { ServerRequirement } from '../../rules/server-requirement.js';
import { ANY_ORDER, EMPTY_FILE, FILE_ID, FINISHED, PART_TWICE, PARTS_JOINED } from '../../rules/upload.js';
import { reference, type Step, stepKind } from '../step.js';
import { cuts, type NewFileShape, newFile, newFiles } from './new-file.js';
import { ORDERS, ordered, partsOf } from './parts.js';
import { seeFile } from './see-file.js';
import { finishAs, openSession, post, reserve } from './talk.js';

/** Uploads a file as the how-to says, in parts of any number and order, and looks whether it is there. */
export const upload = stepKind({
  does: 'upload',
  entries: {
    ...newFile,
    cuts,
    order: v.picklist(ORDERS),
    /** Which part is sent twice. */
    again: v.nullable(reference),
  },
  tell: (model, { folder, name, size, cuts, order, again }) => {
    const count = partsOf(new Uint8Array(size), cuts).length;
    const parts = `${counted(count, 'part')}${count > 1 ? `, ${order}` : ''}`;
    const twice = again === null || count === 0 ? '' : ', one of them twice';
    return `The suite uploaded ${JSON.stringify(name)} of ${counted(size, 'byte')} to ${JSON.stringify(model.folder(folder).name)} in ${parts}${twice}.`;
  },
  async perform(act, model, { folder: where, name, size, seed, cuts, order, again }) {
    const folder = model.folder(where);
    const bytes = bytesOf({ size, seed });
    const parts = ordered(partsOf(bytes, cuts), order);
    const repeated = again === null ? [] : parts.slice(again % Math.max(1, parts.length)).slice(0, 1);
    const rule = aspect(parts.length, order, repeated.length);
    const id = await reserve(act, model, folder, name, size, size === 0 ? EMPTY_FILE : FILE_ID);
    const url = await openSession(act, folder);
    for (const part of parts) await post(act, url, id, part);
    for (const part of repeated) await post(act, url, id, part, PART_TWICE);
    await finishAs(act, rule, id, digestOf(bytes));
    await seeFile(act, model.addFile(id, name, folder, { size, seed }), { bytes: rule });
  },
});

/** What an upload shows first of all. */
function aspect(parts: number, order: string, repeated: number): ServerRequirement {
  if (parts === 0) return EMPTY_FILE;
  if (repeated > 0) return PART_TWICE;
  if (parts > 1) return order === 'forward' ? PARTS_JOINED : ANY_ORDER;
  return FINISHED;
}

interface UploadShape extends NewFileShape {
  readonly parts?: Arbitrary<readonly number[]>;
  readonly order?: Arbitrary<(typeof ORDERS)[number]>;
  readonly again?: Arbitrary<number | null>;
}

/** An upload with nothing special about it, but for what is said. */
export function uploads({
  folder,
  sizes,
  name,
  parts = fc.constant([]),
  order = fc.constant('forward'),
  again = fc.constant(null),
}: UploadShape = {}): Arbitrary<Step> {
  return upload.steps(
    fc.record({
      ...newFiles({ folder, sizes, name }),
      cuts: parts.map((list) => [...list]),
      order,
      again,
    }),
  );
}
