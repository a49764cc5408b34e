import { createHash } from 'node:crypto';
import fc, { type Arbitrary } from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import type { Verdict } from '../../../engine/requirement.js';
import { askedUploads } from '../../reading/claims.js';
import { argumentOf, callsOf, type Journal } from '../../reading/journal.js';
import { quoted } from '../../reading/texts.js';
import type { ClientRequirement } from '../../requirement.js';
import type { CaseFile } from '../../scenarios/case.js';
import { caseContent } from '../../scenarios/case-content.js';
import { fileOf, manyPartSizes, oneFile, smallSizes } from '../../scenarios/files.js';
import { scenario } from '../../scenarios/scenario.js';
import { calmAlone } from '../applicability.js';

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

export const digestOfTheFile: ClientRequirement = {
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
};
