import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import type { Model } from '../../model/model.js';
import type { ServerRequirement } from '../../rules/server-requirement.js';
import { BIN_COUNTS, RESERVED_COUNTS, SPACE_USED } from '../../rules/space.js';
import type { Act } from '../../runner/act.js';
import { type Step, stepKind } from '../step.js';
import { newFile, newFiles } from '../upload/new-file.js';
import { type NewFile, sendFile } from '../upload/send-file.js';
import { cancel, reserve } from '../upload/talk.js';

const WAYS = ['store', 'put into the bin', 'reserve'] as const;
type Way = (typeof WAYS)[number];

/** Measures how much space a file takes: one that is stored, one in the recycle bin, one that is only reserved. */
export const measureSpace = stepKind({
  does: 'measure space',
  entries: { ...newFile, way: v.picklist(WAYS) },
  tell: (_, { name, size, way }) =>
    `The suite measured how much space ${JSON.stringify(name)} of ${size} bytes takes: ${TOLD[way]}.`,
  async perform(act, model, { folder, name, size, seed, way }) {
    await MEASURED[way](act, model, { parent: model.folder(folder), name, size, seed });
  },
});

const TOLD: Readonly<Record<Way, string>> = {
  store: 'uploaded, then deleted for good',
  'put into the bin': 'uploaded, then put into the recycle bin',
  reserve: 'reserved, then cancelled',
};

type Measure = (act: Act, model: Model, file: NewFile) => Promise<void>;

const MEASURED: Readonly<Record<Way, Measure>> = {
  async store(act, model, file) {
    const before = await freeSpace(act, SPACE_USED);
    const stored = await sendFile(act, model, file);
    await seeFree(act, SPACE_USED, before - BigInt(file.size), 'after a file was uploaded');
    await act.value(SPACE_USED, 'deleteFileFinal', { fileId: stored.id });
    stored.is = 'gone';
    await seeFree(act, SPACE_USED, before, 'after the file was deleted for good');
  },
  async 'put into the bin'(act, model, file) {
    const stored = await sendFile(act, model, file);
    const before = await freeSpace(act, BIN_COUNTS);
    await act.value(BIN_COUNTS, 'deleteFile', { fileId: stored.id });
    stored.is = 'bin';
    await seeFree(act, BIN_COUNTS, before, 'after a file was put into the recycle bin');
  },
  async reserve(act, model, { parent, name, size }) {
    const before = await freeSpace(act, RESERVED_COUNTS);
    const fileId = await reserve(act, model, parent, name, size);
    await seeFree(act, RESERVED_COUNTS, before - BigInt(size), 'after a file was reserved');
    await cancel(act, fileId);
    await seeFree(act, RESERVED_COUNTS, before, 'after the upload was cancelled');
  },
};

const freeSpace = (act: Act, rule: ServerRequirement): Promise<bigint> => act.value(rule, 'getFreeSpace', {});

async function seeFree(act: Act, rule: ServerRequirement, expected: bigint, when: string): Promise<void> {
  const free = await freeSpace(act, rule);
  act.see.that(rule, free === expected, () => ({
    did: `It told ${free} bytes of free space ${when}.`,
    should: `It should tell ${expected}.`,
  }));
}

export const measurements = (way: Way): Arbitrary<Step> =>
  measureSpace.steps(fc.record({ ...newFiles(), way: fc.constant(way) }));
