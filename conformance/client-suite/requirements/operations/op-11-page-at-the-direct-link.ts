import fc from 'fast-check';
import { NOT_EXERCISED } from '../../../engine/judgement.js';
import { touched } from '../../reading/journal.js';
import { judgePage } from '../../reading/pages.js';
import type { ClientRequirement } from '../../requirement.js';
import { filesThere } from '../../scenarios/files.js';
import { onDownload } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';

const PAGES = [
  '<!DOCTYPE html><html><head><title>4shared</title></head><body>Please wait 20 seconds</body></html>',
  '<html><body><form action="/login.jsp">Log in to download this file</form></body></html>',
] as const;

export const pageAtTheDirectLink: ClientRequirement = {
  id: 'OP-11',
  title:
    'When the direct link answers with a page, it reports a failure or tries again, and does not take the page.',
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
};
