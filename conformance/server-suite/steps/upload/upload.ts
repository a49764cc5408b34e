import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { names } from '../../../scenarios/names.js';
import { bytesOf, digestOf } from '../../model/content.js';
import type { ServerRule } from '../../rules/server-rule.js';
import { ANY_ORDER, EMPTY_FILE, FINISHED, PART_TWICE, PARTS_JOINED } from '../../rules/upload.js';
import { nameText, reference, references, type Step, stepKind } from '../step.js';
import { ORDERS, ordered, partsOf } from './parts.js';
import { seeFile } from './see-file.js';
import { finish, openSession, post, reserve } from './talk.js';

/** Bytes of a file at most: few, as somebody may pay for them. */
export const LARGEST = 5_000;

export const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000));
export const seed = v.pipe(v.number(), v.safeInteger());
export const cuts = v.pipe(v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1000))), v.maxLength(20));

/** Uploads a file as the how-to says, in parts of any number and order, and looks whether it is there. */
export const upload = stepKind({
  does: 'upload',
  entries: {
    folder: reference,
    name: nameText,
    size,
    seed,
    cuts,
    order: v.picklist(ORDERS),
    /** Which part is sent twice. */
    again: v.nullable(reference),
  },
  tell: (model, { folder, name, size, cuts, order, again }) => {
    const count = partsOf(new Uint8Array(size), cuts).length;
    const parts = `${count} part${count === 1 ? '' : 's'}${count > 1 ? `, ${order}` : ''}`;
    const twice = again === null || count === 0 ? '' : ', one of them twice';
    return `The suite uploaded ${JSON.stringify(name)} of ${size} bytes to ${JSON.stringify(model.folder(folder).name)} in ${parts}${twice}.`;
  },
  async perform(act, model, { folder: where, name, size, seed, cuts, order, again }) {
    const folder = model.folder(where);
    const bytes = bytesOf({ size, seed });
    const parts = ordered(partsOf(bytes, cuts), order);
    const repeated = again === null ? [] : parts.slice(again % Math.max(1, parts.length)).slice(0, 1);
    const rule = aspect(parts.length, order, repeated.length);
    const id = await reserve(act, model, folder, name, size);
    const url = await openSession(act, folder);
    for (const part of [...parts, ...repeated]) await post(act, url, id, part);
    const complaint = await finish(act, id, digestOf(bytes));
    act.see.that(rule, complaint === '', () => ({
      did: `It refused to finish the upload: ${JSON.stringify(complaint)}.`,
      should: 'It should answer with an empty text, as all bytes are there and the MD5 is theirs.',
    }));
    await seeFile(act, model.addFile(id, name, folder, { size, seed }), rule);
  },
});

/** What an upload shows first of all. */
function aspect(parts: number, order: string, repeated: number): ServerRule {
  if (parts === 0) return EMPTY_FILE;
  if (repeated > 0) return PART_TWICE;
  if (parts > 1) return order === 'forward' ? PARTS_JOINED : ANY_ORDER;
  return FINISHED;
}

interface UploadShape {
  readonly folder?: Arbitrary<number>;
  readonly sizes?: Arbitrary<number>;
  readonly parts?: Arbitrary<readonly number[]>;
  readonly order?: Arbitrary<(typeof ORDERS)[number]>;
  readonly again?: Arbitrary<number | null>;
  readonly name?: Arbitrary<string>;
}

export const cutsFor = (min: number, max: number): Arbitrary<number[]> =>
  fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: min, maxLength: max });

/** An upload with nothing special about it, but for what is said. */
export function uploads({
  folder = references(),
  sizes = fc.integer({ min: 1, max: LARGEST }),
  parts = fc.constant([]),
  order = fc.constant('forward'),
  again = fc.constant(null),
  name = plainNames(),
}: UploadShape = {}): Arbitrary<Step> {
  return upload.steps(
    fc.record({
      folder,
      name,
      size: sizes,
      seed: fc.nat(1000),
      cuts: parts.map((list) => [...list]),
      order,
      again,
    }),
  );
}

export const anyNames = names;

/** Such as any program would give. */
export const plainNames = (): Arbitrary<string> =>
  fc
    .string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 1, maxLength: 6 })
    .map((stem) => `${stem}.txt`);
