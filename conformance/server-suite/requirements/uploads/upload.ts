import fc, { type Arbitrary } from 'fast-check';
import { names } from '../../../client-suite/scenarios/names.js';
import { counted } from '../../../reports/index.js';
import { bytesOf, digestOf } from '../../model/content.js';
import type { Model, ModelFile } from '../../model/model.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import type { Probe } from '../../runner/probe.js';
import { nullable, oneOf, reference } from '../../steps/field.js';
import { stepKind } from '../../steps/step.js';
import { seeBytes } from '../tree/compare.js';
import { FILE_ID, finishAs, openSession, post, reserve } from './calls.js';
import { cuts, inParts, type NewFile, newFileFields, type Part, partsOf } from './new-file.js';

/** A finished upload. The steps of other groups compare it, too. */
export const FINISHED: ServerRequirement = {
  id: 'SV-20',
  title: 'A file that was sent completely is finished by its MD5 and has exactly its bytes.',
  level: 'must',
  evidence: { source: 'howto', about: 'finish' },
  sequences: () => ({ lead: [upload()] }),
};

const PARTS_JOINED: ServerRequirement = {
  id: 'SV-21',
  title: 'Parts that are sent from first to last are joined to the file.',
  level: 'must',
  evidence: { source: 'howto', about: 'parts; finish joins them' },
  sequences: () => ({ lead: [upload(inParts())] }),
};

const ANY_ORDER: ServerRequirement = {
  id: 'SV-22',
  title: 'Parts may come in any order: each goes to its first byte.',
  level: 'must',
  evidence: { source: 'howto', about: 'first byte of a part' },
  sequences: () => ({ lead: [upload({ ...inParts(), order: fc.constantFrom('backward', 'inside-out') })] }),
};

const PART_TWICE: ServerRequirement = {
  id: 'SV-23',
  title: 'A part that is sent again with the same bytes does no harm.',
  level: 'should',
  evidence: { source: 'client', about: 'a part is repeated after a lost answer' },
  sequences: () => ({ lead: [upload({ ...inParts(), again: fc.nat(4) })] }),
};

const EMPTY_FILE: ServerRequirement = {
  id: 'SV-24',
  title: 'A file of no bytes is finished without a part.',
  level: 'may',
  evidence: { source: 'assumption', about: 'web clients do not send empty files' },
  sequences: () => ({ lead: [upload({ size: fc.constant(0) })] }),
};

const TRUE_NAME: ServerRequirement = {
  id: 'SV-28',
  title: 'A file has exactly the name it was reserved under, with all its characters.',
  level: 'must',
  evidence: { source: 'howto', about: 'name of the file' },
  sequences: () => ({ lead: Array.from({ length: 3 }, () => upload({ name: anyNames() })) }),
};

const TRUE_PLACE: ServerRequirement = {
  id: 'SV-29',
  title: 'A file is in the folder it was reserved in, with the size it was reserved with.',
  level: 'must',
  evidence: { source: 'howto', about: 'folder and size of the file' },
  sequences: () => ({ lead: [upload()] }),
};

const ORDERS = ['forward', 'backward', 'inside-out'] as const;

/** Uploads a file as the how-to says, in any number and order of parts, and looks at the stored file. */
export const upload = stepKind({
  does: 'upload',
  fields: {
    ...newFileFields,
    cuts: cuts(0, 0),
    order: { ...oneOf(ORDERS), any: () => fc.constant<(typeof ORDERS)[number]>('forward') },
    /** Which part is sent twice. */
    again: { ...nullable(reference), any: () => fc.constant<number | null>(null) },
  },
  target: (model, { folder }) => model.folder(folder),
  text: (folder, { name, size, cuts, order, again }) => {
    const count = partsOf(new Uint8Array(size), cuts).length;
    const parts = `${counted(count, 'part')}${count > 1 ? `, ${order}` : ''}`;
    const twice = again === null || count === 0 ? '' : ', one of them twice';
    return `The suite uploaded ${JSON.stringify(name)} of ${counted(size, 'byte')} to ${JSON.stringify(folder.name)} in ${parts}${twice}.`;
  },
  async perform(probe, folder, { name, size, seed, cuts, order, again }, model) {
    const bytes = bytesOf({ size, seed });
    const parts = ordered(partsOf(bytes, cuts), order);
    const repeated = again === null ? [] : parts.slice(again % Math.max(1, parts.length)).slice(0, 1);
    const requirement = aspect(parts.length, order, repeated.length);
    const id = await reserve(probe, model, folder, name, size, size === 0 ? EMPTY_FILE : FILE_ID);
    const url = await openSession(probe, folder);
    for (const part of parts) await post(probe, url, id, part);
    for (const part of repeated) await post(probe, url, id, part, PART_TWICE);
    await finishAs(probe, requirement, id, digestOf(bytes));
    await seeFile(probe, model.addFile(id, name, folder, { size, seed }), requirement);
  },
});

/** What an upload exercises first of all. */
function aspect(parts: number, order: string, repeated: number): ServerRequirement {
  if (parts === 0) return EMPTY_FILE;
  if (repeated > 0) return PART_TWICE;
  if (parts > 1) return order === 'forward' ? PARTS_JOINED : ANY_ORDER;
  return FINISHED;
}

function ordered(parts: readonly Part[], order: (typeof ORDERS)[number]): readonly Part[] {
  if (order === 'forward') return parts;
  if (order === 'backward') return parts.toReversed();
  const middle = Math.floor(parts.length / 2);
  return [...parts.slice(middle), ...parts.slice(0, middle)];
}

/** Letters of a name that is longer than many fields, and shorter than the limit of file systems. */
const LONG = { minLength: 33, maxLength: 120, size: 'max' } as const;

/** Any name of a file or folder: more often than by chance a long one, or one full of XML markup. */
export const anyNames = (): Arbitrary<string> =>
  fc.oneof(
    { arbitrary: names(), weight: 4 },
    fc.string({ unit: fc.constantFrom(...'abcdefghij'), ...LONG }),
    fc
      .array(fc.constantFrom('&', '<', '>', '"', "'", 'amp;', '&lt;', 'a'), { minLength: 1, maxLength: 8 })
      .map((pieces) => `a${pieces.join('')}`),
  );

/**
 * Compares a stored file with the model: name, size, folder and bytes.
 * @param requirement the one that wrong bytes break
 * @param others those that a wrong name, or a wrong size or folder, break
 */
export async function seeFile(
  probe: Probe,
  file: ModelFile,
  requirement: ServerRequirement,
  {
    name: ofName = TRUE_NAME,
    place = TRUE_PLACE,
  }: { name?: ServerRequirement; place?: ServerRequirement } = {},
): Promise<void> {
  const { id, name, parent, content } = file;
  const item = await probe.value(requirement, 'getFileInfo', { fileId: id });
  probe.see(ofName, item.name === name, () => ({
    did: `It reported the name ${JSON.stringify(item.name)} for a file named ${JSON.stringify(name)}.`,
    should: 'It should report exactly the name.',
  }));
  probe.see(place, item.size === BigInt(content.size), () => ({
    did: `It reported the size ${item.size} for a file of ${content.size} bytes.`,
    should: 'It should report the size of the file.',
  }));
  probe.see(place, item.parentId === parent.id, () => ({
    did: `It reported the file in folder ${item.parentId}.`,
    should: `It should report it in folder ${parent.id}.`,
  }));
  await seeBytes(probe, requirement, file, item.downloadLink);
}

/**
 * Reserves a file and sends its bytes: everything but the finish.
 * @param requirement the one that a refusal to reserve it breaks
 * @returns its id
 */
export async function sendBytes(
  probe: Probe,
  model: Model,
  file: NewFile,
  requirement = FILE_ID,
): Promise<bigint> {
  const { parent, name, size } = file;
  const id = await reserve(probe, model, parent, name, size, requirement);
  const url = await openSession(probe, parent);
  await post(probe, url, id, { firstByte: 0, bytes: bytesOf(file) });
  return id;
}

/** Adds a finished upload to the model. */
export const addFile = (model: Model, id: bigint, { parent, name, size, seed }: NewFile): ModelFile =>
  model.addFile(id, name, parent, { size, seed });

/** Whole uploads. */
export const UPLOADS: RequirementGroup = {
  requirements: [FINISHED, PARTS_JOINED, ANY_ORDER, PART_TWICE, EMPTY_FILE, TRUE_NAME, TRUE_PLACE],
  steps: [upload],
};
