import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import type { Model, ModelFolder } from '../../model/model.js';
import type { ServerRequirement } from '../../rules/server-requirement.js';
import { ALL_FREE_SPACE, LARGEST_FILE } from '../../rules/space.js';
import type { Act } from '../../runner/act.js';
import { nameText, reference, references, type Step, stepKind } from '../step.js';
import { plainNames } from '../upload/new-file.js';
import { cancel } from '../upload/talk.js';

const LIMITS = { 'largest file': LARGEST_FILE, 'free space': ALL_FREE_SPACE } as const;
type Limit = keyof typeof LIMITS;

/** Reserves a file that just fits, or just does not, and cancels it at once. No bytes are sent. */
export const reserveAtLimit = stepKind({
  does: 'reserve at the limit',
  entries: {
    folder: reference,
    name: nameText,
    limit: v.picklist(['largest file', 'free space']),
    over: v.boolean(),
  },
  tell: (_, { name, limit, over }) =>
    `The suite tried whether ${JSON.stringify(name)} can be reserved with just the size of the ${limit}${over ? ' and one byte more' : ''}.`,
  async perform(act, model, { folder, name, limit, over }) {
    const rule = LIMITS[limit];
    const free = await act.value(rule, 'getFreeSpace', {});
    const largest = await act.value(rule, 'getMaxFileSize', {});
    const [bound, other] = limit === 'free space' ? [free, largest] : [largest, free];
    const size = over ? bound + 1n : bound;
    // Otherwise the other limit would decide, or there is no such file.
    if (size > other || size <= 0n) return;
    await reserveAs(act, model, model.folder(folder), { name, size, rule, over });
  },
});

async function reserveAs(
  act: Act,
  model: Model,
  { id: dirId }: ModelFolder,
  { name, size, rule, over }: { name: string; size: bigint; rule: ServerRequirement; over: boolean },
): Promise<void> {
  const outcome = await act.call('uploadStartFile', { dirId, name, fullSize: size });
  const id = 'value' in outcome ? outcome.value : 0n;
  if (id > 0n) model.reserved.push(id);
  act.see.that(rule, over ? id <= 0n : id > 0n, () => ({
    did: over
      ? `It reserved a file of ${size} bytes, which is one byte too many.`
      : `It refused to reserve a file of ${size} bytes.`,
    should: over ? 'It should answer with 0 or less, or with a fault.' : 'It should reserve it, as it fits.',
  }));
  if (id > 0n) await cancel(act, id);
}

export const reservationsAtLimit = (limit: Limit, over = fc.boolean()): Arbitrary<Step> =>
  reserveAtLimit.steps(
    fc.record({ folder: references(), name: plainNames(), limit: fc.constant(limit), over }),
  );
