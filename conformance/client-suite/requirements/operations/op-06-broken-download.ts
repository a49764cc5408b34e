import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import { seenOf, stepsOf } from '../../reading/steps.js';
import { saying } from '../../reading/texts.js';
import type { ClientRequirement } from '../../requirement.js';
import { filesThere } from '../../scenarios/files.js';
import { type ActInput, onDownload } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';

export const brokenDownload: ClientRequirement = {
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
    const [told] = stepsOf(observation, 'download');
    if (!told) return NOT_EXERCISED;
    const disturbed = seenOf(observation, told).filter(({ rules }) => rules.length > 0);
    if (disturbed.length === 0) return NOT_EXERCISED;
    const { said, step, details } = told;
    // It may have gone on from where it broke off.
    const isWhole = said.kind === 'ok' && details.written?.md5 === observation.digests[step.file];
    if (isWhole || said.kind === 'error') return KEPT;
    return broken(
      `The download broke off or was refused, and it ${saying(said)}.`,
      'It should report a failure, or go on until it has all bytes.',
      disturbed,
    );
  },
};
