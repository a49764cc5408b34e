import fc from 'fast-check';
import { bytesOf, digestOf } from '../model/content.js';
import type { Model } from '../model/model.js';
import type { RequirementGroup, ServerRequirement } from '../requirement.js';
import type { Probe } from '../runner/probe.js';
import { flag, nameLike, oneOf, reference } from '../steps/field.js';
import { stepKind } from '../steps/step.js';
import { finishAs, reserve } from './uploads/calls.js';
import { cancel } from './uploads/cancel.js';
import { type NewFile, newFileFields, plainNames } from './uploads/new-file.js';
import { addFile, FINISHED, sendBytes } from './uploads/upload.js';

// These sequences need an account that is not used by others meanwhile, or take up much of its space for a moment.

const fitsOrNot = (limit: Limit) => [
  reserveAtLimit({ limit: fc.constant(limit), over: fc.constant(false) }),
  reserveAtLimit({ limit: fc.constant(limit), over: fc.constant(true) }),
];

// A byte more than the largest file must fit into the account, and a byte more than the free space must be allowed for a
// file, or the reason of a refusal is not known.
const LARGEST_FILE: ServerRequirement = {
  id: 'SV-10',
  title: 'A file of exactly the largest allowed size can be reserved, one byte more cannot.',
  level: 'must',
  evidence: { source: 'howto', about: 'largest file' },
  touches: 'account',
  sequences: () => ({ lead: fitsOrNot('largest file') }),
};

const ALL_FREE_SPACE: ServerRequirement = {
  id: 'SV-11',
  title: 'A file of exactly the free space can be reserved, one byte more cannot.',
  level: 'must',
  evidence: { source: 'howto', about: 'free space' },
  touches: 'account',
  sequences: ({ upload }) => ({
    lead: [upload({ size: fc.integer({ min: 1_000, max: 5_000 }) }), ...fitsOrNot('free space')],
  }),
};

const SPACE_USED: ServerRequirement = {
  id: 'SV-12',
  title: 'The free space falls by the bytes of a file, and rises by them when it is deleted for good.',
  level: 'must',
  evidence: { source: 'howto', about: 'free space' },
  touches: 'account',
  sequences: () => ({ lead: [measured('store')], among: [measured('store')], most: 2 }),
};

const BIN_COUNTS: ServerRequirement = {
  id: 'SV-13',
  title: 'A file in the recycle bin uses up space.',
  level: 'may',
  evidence: { source: 'assumption', about: 'a client empties the bin before it asks for the free space' },
  touches: 'account',
  assumption: 'bin-counts',
  sequences: () => ({ lead: [measured('put into the bin')] }),
};

const RESERVED_COUNTS: ServerRequirement = {
  id: 'SV-14',
  title: 'A reserved file uses up its whole space until it is cancelled.',
  level: 'may',
  evidence: { source: 'assumption', about: 'reserving is meant to keep the space' },
  touches: 'account',
  sequences: () => ({ lead: [measured('reserve')] }),
};

type Limit = 'largest file' | 'free space';

/** Reserves a file that just fits, or just does not, and cancels it at once. No bytes are sent. */
const reserveAtLimit = stepKind({
  does: 'reserve at the limit',
  fields: {
    folder: reference,
    name: nameLike(plainNames),
    limit: oneOf<Limit>(['largest file', 'free space']),
    over: flag,
  },
  target: (model, { folder }) => model.folder(folder),
  text: (_, { name, limit, over }) =>
    `The suite tried to reserve ${JSON.stringify(name)} with exactly the size of the ${limit}${over ? ' and one byte more' : ''}.`,
  async perform(probe, { id: dirId }, { name, limit, over }, { reserved }) {
    const requirement = limit === 'free space' ? ALL_FREE_SPACE : LARGEST_FILE;
    const free = await probe.value(requirement, 'getFreeSpace', {});
    const largest = await probe.value(requirement, 'getMaxFileSize', {});
    const [bound, other] = limit === 'free space' ? [free, largest] : [largest, free];
    const size = over ? bound + 1n : bound;
    // Otherwise the other limit would decide, or such a file does not exist.
    if (size > other || size <= 0n) return;
    const outcome = await probe.call('uploadStartFile', { dirId, name, fullSize: size });
    const id = 'value' in outcome ? outcome.value : 0n;
    if (id > 0n) reserved.push(id);
    probe.see(requirement, id > 0n !== over, () => ({
      did: over
        ? `It reserved a file of ${size} bytes, which is one byte too many.`
        : `It refused to reserve a file of ${size} bytes.`,
      should: over
        ? 'It should return 0 or less, or answer with a fault.'
        : 'It should reserve it, as it fits.',
    }));
    if (id > 0n) await cancel(probe, id);
  },
});

const WAYS = ['store', 'put into the bin', 'reserve'] as const;
type Way = (typeof WAYS)[number];

const PAST: Readonly<Record<Way, string>> = {
  store: 'uploaded, then deleted for good',
  'put into the bin': 'uploaded, then put into the recycle bin',
  reserve: 'reserved, then cancelled',
};

/** Measures how much space a file takes: a stored one, one in the recycle bin, one that is only reserved. */
const measureSpace = stepKind({
  does: 'measure space',
  fields: { ...newFileFields, way: oneOf(WAYS) },
  target: (model, { folder }) => model.folder(folder),
  text: (_, { name, size, way }) =>
    `The suite measured how much space ${JSON.stringify(name)} of ${size} bytes takes: ${PAST[way]}.`,
  perform: (probe, parent, { name, size, seed, way }, model) =>
    MEASURED[way](probe, model, { parent, name, size, seed }),
});

const measured = (way: Way) => measureSpace({ way: fc.constant(way) });

const MEASURED: Readonly<Record<Way, (probe: Probe, model: Model, file: NewFile) => Promise<void>>> = {
  async store(probe, model, file) {
    const before = await freeSpace(probe, SPACE_USED);
    const stored = await stores(probe, model, file);
    await seeFree(probe, SPACE_USED, before - BigInt(file.size), 'after a file was uploaded');
    await probe.value(SPACE_USED, 'deleteFileFinal', { fileId: stored.id });
    stored.is = 'gone';
    await seeFree(probe, SPACE_USED, before, 'after the file was deleted for good');
  },
  async 'put into the bin'(probe, model, file) {
    const stored = await stores(probe, model, file);
    const before = await freeSpace(probe, BIN_COUNTS);
    await probe.value(BIN_COUNTS, 'deleteFile', { fileId: stored.id });
    stored.is = 'bin';
    await seeFree(probe, BIN_COUNTS, before, 'after a file was put into the recycle bin');
  },
  async reserve(probe, model, { parent, name, size }) {
    const before = await freeSpace(probe, RESERVED_COUNTS);
    const fileId = await reserve(probe, model, parent, name, size);
    await seeFree(probe, RESERVED_COUNTS, before - BigInt(size), 'after a file was reserved');
    await cancel(probe, fileId);
    await seeFree(probe, RESERVED_COUNTS, before, 'after the upload was cancelled');
  },
};

async function stores(probe: Probe, model: Model, file: NewFile) {
  const id = await sendBytes(probe, model, file);
  await finishAs(probe, FINISHED, id, digestOf(bytesOf(file)));
  return addFile(model, id, file);
}

const freeSpace = (probe: Probe, requirement: ServerRequirement): Promise<bigint> =>
  probe.value(requirement, 'getFreeSpace', {});

async function seeFree(
  probe: Probe,
  requirement: ServerRequirement,
  expected: bigint,
  when: string,
): Promise<void> {
  const free = await freeSpace(probe, requirement);
  probe.see(requirement, free === expected, () => ({
    did: `It reported ${free} bytes of free space ${when}.`,
    should: `It should report ${expected}.`,
  }));
}

/** Free space and the largest file. */
export const SPACE: RequirementGroup = {
  requirements: [LARGEST_FILE, ALL_FREE_SPACE, SPACE_USED, BIN_COUNTS, RESERVED_COUNTS],
  steps: [reserveAtLimit, measureSpace],
};
