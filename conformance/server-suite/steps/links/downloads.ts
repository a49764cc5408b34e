import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { bytesOf, digestOf } from '../../model/content.js';
import type { Model, ModelFile } from '../../model/model.js';
import { quoted } from '../../model/node.js';
import { HEAD, LENGTH_TOLD, NO_BYTES_OF_REMOVED, SAME_BYTES } from '../../rules/links.js';
import { putInBin } from '../bin/files.js';
import { reference, references, type Step, stepKind } from '../step.js';
import { download, fetchLink, linkOf } from './direct-link.js';

const named = (file: ModelFile | undefined): string => quoted(file ?? { name: '' });
const hasFiles = ({ openFiles }: Model): boolean => openFiles.length > 0;

/** Downloads a file two times, each time by a direct link of its own. */
export const downloadTwice = stepKind({
  does: 'download-twice',
  entries: { file: reference },
  possible: hasFiles,
  tell: (model, { file }) => `The suite downloaded ${named(model.file(file))} twice.`,
  async perform(act, model, { file: which }) {
    const file = model.file(which);
    if (!file) return;
    const expected = digestOf(bytesOf(file.content));
    for (const time of ['first', 'second']) {
      const { downloadLink } = await act.value(SAME_BYTES, 'getFileInfo', { fileId: file.id });
      const bytes = await download(act, file, downloadLink);
      act.see.that(SAME_BYTES, digestOf(bytes) === expected, () => ({
        did: `The ${time} time it sent ${bytes.length} bytes that are not those of ${quoted(file)}.`,
        should: `It should send the ${file.content.size} bytes of the file each time.`,
      }));
    }
  },
});

/** Asks for the head of a file, or looks at that of its bytes. */
export const seeHead = stepKind({
  does: 'see-head',
  entries: { file: reference, method: v.picklist(['GET', 'HEAD']) },
  possible: hasFiles,
  tell: (model, { file, method }) => `The suite asked for ${named(model.file(file))} by ${method}.`,
  async perform(act, model, { file: which, method }) {
    const file = model.file(which);
    if (!file) return;
    const { status, headers, body } = await fetchLink(act, file, await linkOf(act, file), { method });
    const length = headers['content-length'];
    if (method === 'HEAD')
      act.see.that(HEAD, status === 200 && body.length === 0, () => ({
        did: `It answered HEAD with status ${status} and ${body.length} bytes.`,
        should: 'It should answer with 200 and no bytes.',
      }));
    const rule = method === 'HEAD' ? HEAD : LENGTH_TOLD;
    act.see.that(rule, length === String(file.content.size), () => ({
      did: length === undefined ? 'It told no Content-Length.' : `It told the Content-Length ${length}.`,
      should: `It should tell ${file.content.size}, the size of the file.`,
    }));
  },
});

/** Uses the direct link of a file after that was deleted. */
export const fetchRemoved = stepKind({
  does: 'fetch-removed',
  entries: { file: reference },
  possible: (model) => model.openFiles.some(({ content }) => content.size > 0),
  tell: (model, { file }) =>
    `The suite took the direct link of ${named(model.file(file))}, deleted the file and used the link.`,
  async perform(act, model, { file: which }) {
    const file = model.file(which);
    if (!file) return;
    const link = await linkOf(act, file);
    await putInBin(act, file);
    const { status, body } = await fetchLink(act, file, link);
    const isThere = digestOf(body) === digestOf(bytesOf(file.content));
    act.see.that(NO_BYTES_OF_REMOVED, !isThere, () => ({
      did: `It answered the direct link of a file in the recycle bin with status ${status} and the bytes of the file.`,
      should: 'It should not send them: the file was removed.',
    }));
  },
});

const file = (): Arbitrary<{ file: number }> => fc.record({ file: references() });

export const downloadsTwice = (): Arbitrary<Step> => downloadTwice.steps(file());
export const removedFetches = (): Arbitrary<Step> => fetchRemoved.steps(file());
export const headsSeen = (method: 'GET' | 'HEAD'): Arbitrary<Step> =>
  seeHead.steps(fc.record({ file: references(), method: fc.constant(method) }));
