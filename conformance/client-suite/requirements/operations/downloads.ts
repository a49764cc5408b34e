import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED, type Verdict } from '../../../engine/index.js';
import { bytes } from '../../../reports/index.js';
import { touched } from '../../reading/journal.js';
import { judgeStep, seenOf, stepsOf } from '../../reading/steps.js';
import { saying, written } from '../../reading/texts.js';
import type { ClientRequirement, Observation } from '../../requirement.js';
import { filesThere } from '../../scenarios/files.js';
import { type ActInput, onDownload } from '../../scenarios/rules.js';
import { scenario, scenarioOf } from '../../scenarios/scenario.js';
import { only, undisturbed } from '../applicability.js';

/** That no download ends with a claim of success and a page in the place of the file. What else goes wrong is for others. */
function judgePage(observation: Observation, should: string): Verdict {
  const done = stepsOf(observation, 'download');
  for (const each of done) {
    const { said, step, details } = each;
    if (said.kind !== 'ok' || details.written?.isPage !== true) continue;
    const size = bytes(observation.case.files[step.file]?.size ?? 0);
    return broken(
      `It claimed to have downloaded ${size}, and wrote ${written(details.written)}.`,
      should,
      seenOf(observation, each),
    );
  }
  return done.length > 0 ? KEPT : NOT_EXERCISED;
}

const PAGES = [
  '<!DOCTYPE html><html><head><title>4shared</title></head><body>Please wait 20 seconds</body></html>',
  '<html><body><form action="/login.jsp">Log in to download this file</form></body></html>',
] as const;

/** Downloads: all bytes, and no page in their place (client). */
export const DOWNLOADS: readonly ClientRequirement[] = [
  {
    id: 'OP-05',
    title: 'What it downloads has the very bytes that the account holds.',
    level: 'must',
    evidence: { source: 'client', about: 'getFileInfo, getDirectLink, GET' },
    needs: ['download'],
    appliesTo: undisturbed,
    explainedBy: ['OP-10'],
    explainedAnywhereBy: ['UP-17'],
    scenario: () =>
      scenario({
        files: fc.oneof(
          { withCrossShrink: true },
          filesThere(1, 2),
          filesThere(1, 1).map((files) => files.map((file) => ({ ...file, size: 0 }))),
        ),
        folder: fc.constantFrom(null, 'Docs'),
        steps: fc.constant([{ does: 'download', file: 0 }]),
      }),
    judge: (observation) =>
      judgeStep(
        observation,
        'download',
        ({ step: { file }, details }) => {
          if (details.written?.md5 === observation.digests[file]) return undefined;
          const size = bytes(observation.case.files[file]?.size ?? 0);
          return `It claimed to have downloaded ${size}, and wrote ${written(details.written)}.`;
        },
        'It should write all bytes of the file to the path that it was given.',
      ),
  },
  {
    id: 'OP-10',
    title: 'It downloads a file from its direct link, and does not take the page of the file for the file.',
    level: 'must',
    evidence: { source: 'client', about: 'downloadLink is a page for people; getDirectLink leads to bytes' },
    needs: ['download'],
    appliesTo: undisturbed,
    scenario: () =>
      scenario({
        files: filesThere(1, 2),
        folder: fc.constantFrom(null, 'Docs'),
        steps: fc.constant([{ does: 'download', file: 0 }]),
      }),
    judge: (observation) =>
      judgePage(
        observation,
        'It should ask getDirectLink for the address of the bytes, and download from there.',
      ),
  },
  {
    id: 'OP-06',
    title: 'A download that breaks off or is refused is reported as a failure.',
    level: 'must',
    evidence: { source: 'client', about: 'connections break, and there are download limits' },
    needs: ['download'],
    appliesTo: only('download'),
    explainedBy: ['OP-05', 'OP-10', 'OP-11'],
    scenario: () =>
      scenarioOf(
        filesThere(1, 1).chain((files) =>
          fc.record({
            files: fc.constant(files),
            act: fc.oneof<[fc.Arbitrary<ActInput>, ...fc.Arbitrary<ActInput>[]]>(
              fc
                .integer({ min: 0, max: Math.max((files[0]?.size ?? 1) - 1, 0) })
                .map((place) => ({ act: 'truncate' as const, afterBytes: String(place) })),
              fc
                .integer({ min: 0, max: Math.max((files[0]?.size ?? 1) - 1, 0) })
                .map((place) => ({ act: 'reset' as const, afterBytes: String(place) })),
              fc.constantFrom(404, 403, 503).map((status) => ({
                act: 'status' as const,
                status,
                body: 'The download limit has been reached',
              })),
            ),
          }),
        ),
        ({ files, act }) => ({ files, rules: [onDownload(act)] }),
        { steps: fc.constant([{ does: 'download', file: 0 }]) },
      ),
    judge(observation) {
      const [done] = stepsOf(observation, 'download');
      if (!done) return NOT_EXERCISED;
      const disturbed = seenOf(observation, done).filter(({ rules }) => rules.length > 0);
      if (disturbed.length === 0) return NOT_EXERCISED;
      const { said, step, details } = done;
      // It may have gone on from where it broke off.
      const isWhole = said.kind === 'ok' && details.written?.md5 === observation.digests[step.file];
      if (isWhole || said.kind === 'error') return KEPT;
      return broken(
        `The download broke off or was refused, and it ${saying(said)}.`,
        'It should report a failure, or go on until it has all bytes.',
        disturbed,
      );
    },
  },
  {
    id: 'OP-11',
    title:
      'When the direct link responds with a page, it reports a failure or tries again, and does not take the page.',
    level: 'must',
    evidence: { source: 'client', about: 'pages that make people wait, or log in, come with the status 200' },
    needs: ['download'],
    appliesTo: only('download'),
    explainedBy: ['OP-10'],
    scenario: () =>
      scenarioOf(
        fc.record({ files: filesThere(1, 1), body: fc.constantFrom(...PAGES) }),
        ({ files, body }) => ({ files, rules: [onDownload({ act: 'status', status: 200, body })] }),
        { steps: fc.constant([{ does: 'download', file: 0 }]) },
      ),
    judge(observation) {
      if (touched(observation.journal).length === 0) return NOT_EXERCISED;
      return judgePage(
        observation,
        'It should compare what came with the size or the digest of getFileInfo, or look at its type, and report a failure.',
      );
    },
  },
];
