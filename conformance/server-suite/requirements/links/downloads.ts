import fc from 'fast-check';
import { names } from '../../../client-suite/scenarios/names.js';
import { bytesOf, digestOf } from '../../model/content.js';
import { type Model, type ModelFile, pick } from '../../model/model.js';
import { quoted } from '../../model/node.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import type { Probe } from '../../runner/probe.js';
import type { HttpReply } from '../../server-under-test.js';
import { flag, nullable, oneOf, reference, whole } from '../../steps/field.js';
import { stepKind } from '../../steps/step.js';
import { seeBytes } from '../tree/compare.js';
import { putInBin } from '../tree/files-in-bin.js';
import { fetchLink, linkOf } from './direct-link.js';

const NO_BYTES_OF_REMOVED: ServerRequirement = {
  id: 'SV-59',
  title: 'The direct link of a removed file sends none of its bytes.',
  level: 'should',
  evidence: { source: 'client', about: 'removed files are not downloaded' },
  sequences: ({ upload }) => ({ lead: [upload(), fetchRemoved()] }),
};

const TRUE_RANGE: ServerRequirement = {
  id: 'SV-60',
  title:
    'A range is answered with 206, exactly its bytes and their position, or with 200 and the whole file.',
  level: 'should',
  evidence: { source: 'client', about: 'downloads are resumed by RFC 9110' },
  sequences: ({ upload }) => ({
    lead: [upload(), range({ behind: fc.constant(false) }), range({ behind: fc.constant(false) })],
  }),
};

const RANGES_SERVED: ServerRequirement = {
  id: 'SV-61',
  title: 'A range inside a file is answered with 206, and one beyond its end with 416.',
  level: 'may',
  evidence: { source: 'assumption', about: 'whether direct links know ranges' },
  sequences: ({ upload }) => ({ lead: [upload(), range(), range()] }),
};

const HEAD: ServerRequirement = {
  id: 'SV-62',
  title: 'HEAD of a direct link is answered like GET, without the bytes.',
  level: 'may',
  evidence: { source: 'assumption', about: 'whether direct links know HEAD' },
  sequences: ({ upload }) => ({ lead: [upload(), seeHead({ method: fc.constant('HEAD') })] }),
};

const LENGTH_SENT: ServerRequirement = {
  id: 'SV-63',
  title: 'A download has a Content-Length.',
  level: 'may',
  evidence: { source: 'assumption', about: 'Content-Length of direct links' },
  sequences: ({ upload }) => ({ lead: [upload(), seeHead({ method: fc.constant('GET') })] }),
};

const SAME_BYTES: ServerRequirement = {
  id: 'SV-64',
  title: 'A second download of a file has the same bytes.',
  level: 'must',
  evidence: { source: 'client', about: 'getDirectLink before each download' },
  sequences: ({ upload }) => ({ lead: [upload({ name: names() }), downloadTwice()] }),
};

/** Downloads a file twice, with a new direct link each time. */
const downloadTwice = stepKind({
  does: 'download-twice',
  fields: { file: reference },
  target: (model, { file }) => model.file(file),
  text: (file) => `The suite downloaded ${quoted(file)} twice.`,
  async perform(probe, file) {
    for (let times = 0; times < 2; times++) {
      const { downloadLink } = await probe.value(SAME_BYTES, 'getFileInfo', { fileId: file.id });
      await seeBytes(probe, SAME_BYTES, file, downloadLink);
    }
  },
});

/** Looks at the headers of a download. */
const seeHead = stepKind({
  does: 'see-head',
  fields: { file: reference, method: oneOf(['GET', 'HEAD']) },
  target: (model, { file }) => model.file(file),
  text: (file, { method }) => `The suite requested ${quoted(file)} with ${method}.`,
  async perform(probe, file, { method }) {
    const { status, headers, body } = await fetchLink(probe, file, await linkOf(probe, file), { method });
    if (method === 'HEAD')
      probe.see(HEAD, status === 200 && body.length === 0, () => ({
        did: `It answered HEAD with status ${status} and ${body.length} bytes.`,
        should: 'It should answer with 200 and no bytes.',
      }));
    const length = headers['content-length'];
    probe.see(method === 'HEAD' ? HEAD : LENGTH_SENT, length === String(file.content.size), () => ({
      did: `It sent ${length === undefined ? 'no Content-Length' : `the Content-Length ${length}`}.`,
      should: `It should send ${file.content.size}, the size of the file.`,
    }));
  },
});

const withBytes = ({ openFiles }: Model, which: number): ModelFile | undefined =>
  pick(
    openFiles.filter(({ content }) => content.size > 0),
    which,
  );

/** Uses the direct link of a file after the file was deleted. */
const fetchRemoved = stepKind({
  does: 'fetch-removed',
  fields: { file: reference },
  target: (model, { file }) => withBytes(model, file),
  text: (file) => `The suite got the direct link of ${quoted(file)}, deleted the file and used the link.`,
  async perform(probe, file) {
    const link = await linkOf(probe, file);
    await putInBin(probe, file);
    const { status, body } = await fetchLink(probe, file, link);
    probe.see(NO_BYTES_OF_REMOVED, digestOf(body) !== digestOf(bytesOf(file.content)), () => ({
      did: `It answered the direct link of a file in the recycle bin with status ${status} and the bytes of the file.`,
      should: 'It should not send them: the file was removed.',
    }));
  },
});

/** In thousandths of a file. */
const position = whole(0, 1000);

interface Positions {
  readonly from: number;
  /** Null: up to the end. */
  readonly to: number | null;
  /** Beyond the end of the file. */
  readonly behind: boolean;
}

/** Requests some of the bytes of a file. */
const range = stepKind({
  does: 'range',
  fields: {
    file: reference,
    from: position,
    to: { ...nullable(position), any: () => fc.option(position.any()) },
    behind: flag,
  },
  target: (model, { file }) => withBytes(model, file),
  text: (file, data) => `The suite requested ${rangeOf(file, data).header} of ${quoted(file)}.`,
  async perform(probe, file, data) {
    const { start, end, header } = rangeOf(file, data);
    const reply = await fetchLink(probe, file, await linkOf(probe, file), { headers: { range: header } });
    const status = data.behind ? 416 : 206;
    seeRange(probe, file, reply, start, end);
    probe.see(RANGES_SERVED, reply.status === status, () => ({
      did: `It answered ${header} of a file of ${file.content.size} bytes with status ${reply.status}.`,
      should: `It should answer with ${status}.`,
    }));
  },
});

/** The bytes must be those that status and headers announce. */
function seeRange(probe: Probe, file: ModelFile, reply: HttpReply, start: number, end: number): void {
  const { status, body, headers } = reply;
  if (status !== 200 && status !== 206) return;
  const whole = bytesOf(file.content);
  const expected = status === 200 ? whole : whole.subarray(start, end);
  const position = `bytes ${start}-${end - 1}/${whole.length}`;
  const sent = headers['content-range'];
  const holds = digestOf(body) === digestOf(expected) && (status === 200 || sent === position);
  probe.see(TRUE_RANGE, holds, () => ({
    did: `It answered with status ${status}, Content-Range ${JSON.stringify(sent ?? '')} and ${body.length} bytes.`,
    should:
      status === 200
        ? `It should send all ${whole.length} bytes with that status.`
        : `It should send the ${expected.length} bytes of the range, and Content-Range ${JSON.stringify(position)}.`,
  }));
}

/** The bytes that a range means, from `start` up to but not including `end`. */
function rangeOf({ content: { size } }: ModelFile, { from, to, behind }: Positions) {
  const byteAt = (thousandth: number): number => Math.min(size - 1, Math.floor((size * thousandth) / 1000));
  if (behind) return { start: 0, end: 0, header: `bytes=${size}-` };
  if (to === null) return { start: byteAt(from), end: size, header: `bytes=${byteAt(from)}-` };
  const [start, last] = [byteAt(Math.min(from, to)), byteAt(Math.max(from, to))];
  return { start, end: last + 1, header: `bytes=${start}-${last}` };
}

/** Downloads by direct links. */
export const DOWNLOADS: RequirementGroup = {
  requirements: [NO_BYTES_OF_REMOVED, TRUE_RANGE, RANGES_SERVED, HEAD, LENGTH_SENT, SAME_BYTES],
  steps: [downloadTwice, seeHead, fetchRemoved, range],
};
