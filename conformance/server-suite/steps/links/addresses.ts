import fc, { type Arbitrary } from 'fast-check';
import { type Model, pick } from '../../model/model.js';
import { isFile, type ModelNode, quoted } from '../../model/node.js';
import { DECODED_LINK, NO_PAGE_LINK, PAGE_LINK } from '../../rules/links.js';
import type { Act } from '../../runner/act.js';
import { reference, references, type Step, stepKind } from '../step.js';
import { isWebAddress } from './direct-link.js';

const named = (node: ModelNode | undefined): string => quoted(node ?? { name: '' });

export const askForLink = stepKind({
  does: 'ask-for-link',
  entries: { file: reference },
  possible: ({ openFiles }) => openFiles.length > 0,
  tell: (model, { file }) => `The suite asked for the address of ${named(model.file(file))}.`,
  async perform(act, model, { file }) {
    const link = await act.value(PAGE_LINK, 'getFileDownloadLink', { fileId: model.file(file)?.id ?? 0n });
    act.see.that(PAGE_LINK, isWebAddress(link), () => ({
      did: `It answered getFileDownloadLink with ${JSON.stringify(link)}.`,
      should: 'It should answer with the address of the page of the file, which begins with http.',
    }));
  },
});

export const askForGoneLink = stepKind({
  does: 'ask-for-gone-link',
  entries: { file: reference },
  possible: ({ goneFiles }) => goneFiles.length > 0,
  tell: ({ goneFiles }, { file }) =>
    `The suite asked for the address of ${named(pick(goneFiles, file))}, which is gone.`,
  async perform(act, { goneFiles }, { file }) {
    const fileId = pick(goneFiles, file)?.id ?? 0n;
    const link = await act.value(NO_PAGE_LINK, 'getFileDownloadLink', { fileId });
    act.see.that(NO_PAGE_LINK, link === '', () => ({
      did: `It answered getFileDownloadLink with ${JSON.stringify(link)} for a file that is not there.`,
      should: 'It should answer with an empty text.',
    }));
  },
});

/** Has the address of a file or a folder made into its id. */
export const decodeLink = stepKind({
  does: 'decode-link',
  entries: { node: reference },
  tell: (model, { node }) => `The suite had the address of ${named(chosen(model, node))} decoded.`,
  async perform(act, model, { node: which }) {
    const node = chosen(model, which);
    const link = await addressOf(act, node);
    const id = await act.value(DECODED_LINK, 'decodeLink', { link });
    act.see.that(DECODED_LINK, id === node.id, () => ({
      did: `It decoded ${link} as ${id}.`,
      should: `It should decode it as ${node.id}, the id of what it is the address of.`,
    }));
  },
});

async function addressOf(act: Act, node: ModelNode): Promise<string> {
  const { downloadLink = '' } = isFile(node)
    ? await act.value(DECODED_LINK, 'getFileInfo', { fileId: node.id })
    : await act.value(DECODED_LINK, 'getDirInfo', { dirId: node.id });
  act.see.that(DECODED_LINK, downloadLink !== '', () => ({
    did: `It gave no downloadLink for ${quoted(node)}.`,
    should: 'It should give an address that can be decoded.',
  }));
  return downloadLink;
}

const chosen = (model: Model, which: number): ModelNode =>
  pick([...model.openFiles, ...model.openFolders], which) ?? model.top;

const file = (): Arbitrary<{ file: number }> => fc.record({ file: references() });

export const linkQuestions = (): Arbitrary<Step> => askForLink.steps(file());
export const goneLinkQuestions = (): Arbitrary<Step> => askForGoneLink.steps(file());
export const decodings = (): Arbitrary<Step> => decodeLink.steps(fc.record({ node: references() }));
