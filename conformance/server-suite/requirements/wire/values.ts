import { OPERATIONS } from '../../../../wsdl/contract.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import type { CallOutcome } from '../../server-under-test.js';
import { oneOf, reference } from '../../steps/field.js';
import { stepKind } from '../../steps/step.js';
import { plausibleArguments } from '../plausible-arguments.js';

const WIDE_NUMBERS: ServerRequirement = {
  id: 'SV-98',
  title: 'Numbers of 64 bits keep all their bits: a number near an id is not that id.',
  level: 'must',
  evidence: { source: 'wsdl', about: 'xsd:long' },
  sequences: ({ upload }) => ({ lead: [upload(), askNearId()], among: [askNearId()], most: 2 }),
};

const AS_DESCRIBED: ServerRequirement = {
  id: 'SV-99',
  title: 'Replies are written exactly as the description says.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'types and their order; namespaces' },
  sequences: ({ upload }) => ({
    lead: [upload(), readToTheLetter(), readToTheLetter(), readToTheLetter()],
  }),
};

/** Offsets that types that are too narrow lose. */
const DISTANCES = { '1': 1n, '-1': -1n, '2^32': 2n ** 32n } as const;

const askNearId = stepKind({
  does: 'ask near an id',
  fields: { file: reference, distance: oneOf(['1', '-1', '2^32']) },
  target: (model, { file, distance }) => {
    const found = model.file(file);
    const asked = (found?.id ?? 0n) + DISTANCES[distance];
    return found && asked < 2n ** 63n ? { file: found, asked } : undefined;
  },
  text: ({ file }, { distance }) =>
    `The suite asked for a file by the id of ${JSON.stringify(file.name)} and ${distance}.`,
  async perform(probe, { asked }) {
    const outcome = await probe.call('getFileInfo', { fileId: asked });
    probe.see(WIDE_NUMBERS, 'fault' in outcome || outcome.value.id === asked, () => ({
      did: `It returned file ${'value' in outcome ? outcome.value.id : ''} for the id ${asked}.`,
      should: 'It should return no other file than the requested one.',
    }));
  },
});

/** Operations without visible effects, with replies of all kinds. */
const ASKED = [
  'login',
  'getFreeSpace',
  'getRoot',
  'getItems',
  'getFileInfo',
  'getFiles',
  'getDirInfo',
  'getFolderSharingProperties',
  'getFileDescription',
  'getHistory',
  'getNotRecursiveHistories',
  'getMp3FileInfos',
  'getExifFileInfos',
  'getSettingGroups',
  'getAllSettings',
  'markSynchronized',
] as const;

/** Reads a reply as strictly as the description permits. */
const readToTheLetter = stepKind({
  does: 'read to the letter',
  fields: { operation: oneOf(ASKED), file: reference, folder: reference },
  target: (model, { file }) => model.file(file),
  text: (_, { operation: name }) => `The suite compared the reply of ${name} with the description.`,
  async perform(probe, { id: fileId }, { operation: name, folder }, model) {
    const matter = { fileId, dirId: model.folder(folder).id, text: 'a', yes: false };
    const outcome: CallOutcome = await probe.call(name, plausibleArguments(name, matter));
    const complaints = 'value' in outcome ? outcome.complaints : undefined;
    if (!complaints) return;
    probe.see(AS_DESCRIBED, complaints.length === 0, () => ({
      did: `Its reply to ${name} differs from the description: ${complaints.join('; ')}.`,
      should: `It should reply with ${OPERATIONS[name].returns ?? 'nothing'}, exactly as the description says.`,
    }));
  },
});

/** Values and replies on the wire. */
export const VALUES: RequirementGroup = {
  requirements: [WIDE_NUMBERS, AS_DESCRIBED],
  steps: [askNearId, readToTheLetter],
};
