import { createHash } from 'node:crypto';
import fc, { type Arbitrary } from 'fast-check';
import { allOf, broken, KEPT, NOT_EXERCISED, type Verdict } from '../../../engine/index.js';
import { askedUploads } from '../../reading/claims.js';
import { argumentOf, byJournal, callsOf, endedBefore, type Journal } from '../../reading/journal.js';
import { type Reservation, reservationsIn } from '../../reading/recipe.js';
import { quoted } from '../../reading/texts.js';
import { flawIn, takenParts } from '../../reading/tiling.js';
import type { ClientRequirement } from '../../requirement.js';
import type { CaseFile } from '../../scenarios/case.js';
import { caseContent } from '../../scenarios/case-content.js';
import { anySizes, fileOf, manyPartSizes, oneFile, smallSizes } from '../../scenarios/files.js';
import { scenario } from '../../scenarios/scenario.js';
import { calmAlone } from '../applicability.js';

const ONCE_AT_THE_END = 'It should call uploadFinishFile once, when the last part has been taken.';

function judgeFinish({ id, parts, size, finishes, call }: Reservation, journal: Journal): Verdict {
  // A request that a rule interrupted may have had no effect.
  const taken = takenParts(parts.filter(({ rules }) => rules.length === 0));
  const [finish, again] = finishes;
  if (!finish) {
    // An upload that was given up is none that has to be finished.
    if (taken.length === 0 || flawIn(taken, size)) return NOT_EXERCISED;
    const next = journal
      .filter((entry) => entry.kind === 'call')
      .find((entry) => taken.every((part) => endedBefore(part, entry)));
    const isCancel = next?.operation === 'uploadCancelFile' && argumentOf(next, 'fileId') === String(id);
    if (isCancel) return NOT_EXERCISED;
    return broken('It sent the whole file, and never finished the upload.', ONCE_AT_THE_END, [
      call,
      ...taken,
    ]);
  }
  // A call that failed, or whose response was lost, may be repeated.
  if (again && finish.outcome === 'ok' && finish.result === '')
    return broken(`It called uploadFinishFile ${finishes.length} times.`, ONCE_AT_THE_END, finishes);
  const late = taken.find((part) => endedBefore(finish, part));
  const wasWhole = !flawIn(
    taken.filter((part) => endedBefore(part, finish)),
    size,
  );
  // What was refused when all was there may be sent anew.
  if (late && !wasWhole && finish.outcome === 'ok')
    return broken(
      `It called uploadFinishFile before the part from byte ${late.firstByte} on was taken.`,
      ONCE_AT_THE_END,
      [finish, late],
    );
  return KEPT;
}

/** Whose digest begins with a zero, which goes amiss where digests are taken for numbers (client). */
const leadingZero = (): Arbitrary<CaseFile> =>
  fileOf({ size: fc.integer({ min: 1, max: 50 }) }).map((file) => {
    for (let { seed } = file; ; seed++)
      if (digestOf(file.size, seed).startsWith('0')) return { ...file, seed };
  });

function digestOf(size: number, seed: number): string {
  const digest = createHash('md5');
  for (const piece of caseContent(size, seed)) digest.update(piece);
  return digest.digest('hex');
}

/** The letters may be capitals. */
function judgeDigest(journal: Journal, isRight: (digest: string) => boolean, should: string): Verdict {
  const calls = callsOf(journal, 'uploadFinishFile');
  const wrong = calls.find((call) => !isRight(argumentOf(call, 'md5').toLowerCase()));
  if (!wrong) return calls.length > 0 ? KEPT : NOT_EXERCISED;
  return broken(`It finished the upload with ${quoted(argumentOf(wrong, 'md5'))}.`, should, [wrong]);
}

/** uploadFinishFile: when it is called, and with which digest (howto). */
export const FINISH: readonly ClientRequirement[] = [
  {
    id: 'UP-26',
    title: 'It finishes each upload once, after the last part.',
    level: 'must',
    evidence: { source: 'howto', about: 'finish: unites the parts' },
    meetsCorners: true,
    appliesTo: calmAlone,
    explainedBy: ['UP-16', 'UP-17', 'UP-21', 'UP-22', 'UP-23'],
    scenario: () => scenario({ files: oneFile({ size: anySizes() }) }),
    ...byJournal((journal) =>
      allOf(reservationsIn(journal).map((reservation) => judgeFinish(reservation, journal))),
    ),
  },
  {
    id: 'UP-27',
    title: 'It finishes the upload with the MD5 of the whole file, in hex.',
    level: 'must',
    evidence: { source: 'howto', about: 'finish: md5 of the file' },
    meetsCorners: true,
    appliesTo: calmAlone,
    explainedBy: ['UP-55'],
    scenario: () =>
      scenario({
        files: fc.oneof(
          { withCrossShrink: true },
          { arbitrary: oneFile({ size: smallSizes() }), weight: 1 },
          { arbitrary: leadingZero().map((file) => [file]), weight: 1 },
          { arbitrary: oneFile({ size: manyPartSizes() }), weight: 2 },
        ),
      }),
    judge(observation) {
      const digests = askedUploads(observation).flatMap(({ index }) => observation.digests[index] ?? []);
      if (digests.length === 0) return NOT_EXERCISED;
      const wanted = digests.map(quoted).join(' or ');
      return judgeDigest(observation.journal, (sent) => digests.includes(sent), `It should send ${wanted}.`);
    },
    judgeJournal: (journal) =>
      judgeDigest(
        journal,
        (sent) => /^[0-9a-f]{32}$/.test(sent),
        'It should send the MD5 of the file in hex, which has 32 digits.',
      ),
  },
];
