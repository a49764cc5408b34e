import { names } from '../../../client-suite/scenarios/names.js';
import { pick } from '../../model/model.js';
import { quoted } from '../../model/node.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import { reference } from '../../steps/field.js';
import { stepKind } from '../../steps/step.js';
import { itemOf } from '../tree/compare.js';
import { isWebAddress } from './direct-link.js';

const PAGE_LINK: ServerRequirement = {
  id: 'SV-56',
  title: 'getFileDownloadLink returns a web address for a file.',
  level: 'must',
  evidence: { source: 'wiki', about: 'getFileDownloadLink' },
  sequences: ({ upload }) => ({ lead: [upload({ name: names() }), askForLink()] }),
};

const NO_PAGE_LINK: ServerRequirement = {
  id: 'SV-57',
  title: 'getFileDownloadLink returns an empty text for a file that does not exist.',
  level: 'must',
  evidence: { source: 'wiki', about: 'getFileDownloadLink: empty when there was an error' },
  sequences: ({ upload, purgeFile }) => ({ lead: [upload(), purgeFile(), askForGoneLink()] }),
};

const DECODED_LINK: ServerRequirement = {
  id: 'SV-58',
  title: 'decodeLink returns the id of the file or folder that an address belongs to.',
  level: 'must',
  evidence: { source: 'wiki', about: 'decodeLink' },
  sequences: ({ upload, newFolder }) => ({
    lead: [newFolder(), upload({ name: names() }), decodeLink(), decodeLink()],
  }),
};

const askForLink = stepKind({
  does: 'ask-for-link',
  fields: { file: reference },
  target: (model, { file }) => model.file(file),
  text: (file) => `The suite got the address of ${quoted(file)}.`,
  async perform(probe, { id: fileId }) {
    const link = await probe.value(PAGE_LINK, 'getFileDownloadLink', { fileId });
    probe.see(PAGE_LINK, isWebAddress(link), () => ({
      did: `It returned ${JSON.stringify(link)} from getFileDownloadLink.`,
      should: 'It should return the address of the page of the file, which begins with http.',
    }));
  },
});

const askForGoneLink = stepKind({
  does: 'ask-for-gone-link',
  fields: { file: reference },
  target: ({ goneFiles }, { file }) => pick(goneFiles, file),
  text: (file) => `The suite asked for the address of ${quoted(file)}, which no longer exists.`,
  async perform(probe, { id: fileId }) {
    const link = await probe.value(NO_PAGE_LINK, 'getFileDownloadLink', { fileId });
    probe.see(NO_PAGE_LINK, link === '', () => ({
      did: `It returned ${JSON.stringify(link)} from getFileDownloadLink for a file that does not exist.`,
      should: 'It should return an empty text.',
    }));
  },
});

const decodeLink = stepKind({
  does: 'decode-link',
  fields: { node: reference },
  target: (model, { node }) => pick([...model.openFiles, ...model.openFolders], node),
  text: (node) => `The suite decoded the address of ${quoted(node)}.`,
  async perform(probe, node) {
    const { downloadLink: link = '' } = await itemOf(probe, DECODED_LINK, node);
    probe.see(DECODED_LINK, link !== '', () => ({
      did: `It gave ${quoted(node)} no downloadLink.`,
      should: 'It should give an address that can be decoded.',
    }));
    const id = await probe.value(DECODED_LINK, 'decodeLink', { link });
    probe.see(DECODED_LINK, id === node.id, () => ({
      did: `It decoded ${link} as ${id}.`,
      should: `It should decode it as ${node.id}, the id of ${quoted(node)}.`,
    }));
  },
});

/** Addresses of files and folders, and their ids. */
export const ADDRESSES: RequirementGroup = {
  requirements: [PAGE_LINK, NO_PAGE_LINK, DECODED_LINK],
  steps: [askForLink, askForGoneLink, decodeLink],
};
