import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import { askedUploads } from '../../reading/claims.js';
import { saying, theFile } from '../../reading/texts.js';
import type { ClientRequirement } from '../../requirement.js';
import { severalFiles } from '../../scenarios/files.js';
import { scenario } from '../../scenarios/scenario.js';
import { sideBySide } from '../applicability.js';
import { UPLOADING } from '../causes.js';

const SHOULD =
  'Each file should end up under its own name and with its own bytes, however many are under way.';

export const uploadsSideBySide: ClientRequirement = {
  id: 'UP-46',
  title: 'Several uploads at once do not get mixed up.',
  level: 'must',
  evidence: { source: 'client', about: 'programs that upload several files at a time' },
  needsConcurrency: 2,
  appliesTo: sideBySide,
  explainedBy: UPLOADING,
  scenario: () => scenario({ files: severalFiles(2, 4), atOnce: fc.constant(true) }),
  judge(observation) {
    const uploads = askedUploads(observation);
    const { account, digests, journal } = observation;
    for (const { file, index, said } of uploads) {
      const held = account.files.filter(({ name }) => name === file.name);
      if (said.kind === 'ok' && held.some(({ md5 }) => md5 === digests[index])) continue;
      const instead = held.length > 0 ? 'holds other bytes under its name' : 'holds nothing under its name';
      return broken(
        `While ${uploads.length} files were under way, it ${saying(said)} of ${theFile(file)}, and the account ${instead}.`,
        SHOULD,
        journal.slice(-1),
      );
    }
    return uploads.length > 0 ? KEPT : NOT_EXERCISED;
  },
};
