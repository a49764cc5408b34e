import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { whole } from '../../../../mock-server/schemas/numbers.js';
import { bytesOf, digestOf } from '../../model/content.js';
import { type ModelFile, pick } from '../../model/model.js';
import { quoted } from '../../model/node.js';
import { RANGES_SERVED, TRUE_RANGE } from '../../rules/links.js';
import type { Act } from '../../runner/act.js';
import type { HttpReply } from '../../server-under-test.js';
import { reference, references, type Step, stepKind } from '../step.js';
import { fetchLink, linkOf } from './direct-link.js';

const thousandths = whole(0, 1000);

/** Asks for some of the bytes of a file: from a place in it up to the end, to another place, or behind the end. */
export const range = stepKind({
  does: 'range',
  entries: {
    file: reference,
    from: thousandths,
    /** Null for all up to the end. */
    to: v.nullable(thousandths),
    behind: v.boolean(),
  },
  possible: (model) => withBytes(model.openFiles).length > 0,
  tell: (model, data) => {
    const file = pick(withBytes(model.openFiles), data.file);
    return `The suite asked for ${file && rangeOf(file, data).header} of ${file && quoted(file)}.`;
  },
  async perform(act, model, data) {
    const file = pick(withBytes(model.openFiles), data.file);
    if (!file) return;
    const { start, end, header } = rangeOf(file, data);
    const reply = await fetchLink(act, file, await linkOf(act, file), { headers: { range: header } });
    const status = data.behind ? 416 : 206;
    seeBytes(act, file, reply, start, end);
    act.see.that(RANGES_SERVED, reply.status === status, () => ({
      did: `It answered ${header} of a file of ${file.content.size} bytes with status ${reply.status}.`,
      should: `It should answer with ${status}.`,
    }));
  },
});

/** Whatever a status says of the bytes must be true of them. */
function seeBytes(act: Act, file: ModelFile, reply: HttpReply, start: number, end: number): void {
  const { status, body, headers } = reply;
  if (status !== 200 && status !== 206) return;
  const whole = bytesOf(file.content);
  const expected = status === 200 ? whole : whole.subarray(start, end);
  const place = `bytes ${start}-${end - 1}/${whole.length}`;
  const told = headers['content-range'];
  const holds = digestOf(body) === digestOf(expected) && (status === 200 || told === place);
  act.see.that(TRUE_RANGE, holds, () => ({
    did: `It answered with status ${status}, Content-Range ${JSON.stringify(told ?? '')} and ${body.length} bytes.`,
    should:
      status === 200
        ? `It should send all the ${whole.length} bytes with that status.`
        : `It should send the ${expected.length} bytes of the range, and Content-Range ${JSON.stringify(place)}.`,
  }));
}

interface Places {
  readonly from: number;
  readonly to: number | null;
  readonly behind: boolean;
}

/** Which bytes are meant: from `start` up to, not including, `end`. */
function rangeOf({ content: { size } }: ModelFile, { from, to, behind }: Places) {
  const place = (thousandth: number): number => Math.min(size - 1, Math.floor((size * thousandth) / 1000));
  if (behind) return { start: 0, end: 0, header: `bytes=${size}-` };
  if (to === null) return { start: place(from), end: size, header: `bytes=${place(from)}-` };
  const [start, last] = [place(Math.min(from, to)), place(Math.max(from, to))];
  return { start, end: last + 1, header: `bytes=${start}-${last}` };
}

const withBytes = (files: readonly ModelFile[]): readonly ModelFile[] =>
  files.filter(({ content }) => content.size > 0);

export const ranges = (behind: Arbitrary<boolean>): Arbitrary<Step> =>
  range.steps(
    fc.record({
      file: references(),
      from: fc.nat(1000),
      to: fc.option(fc.nat(1000)),
      behind,
    }),
  );
