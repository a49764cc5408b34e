import fc from 'fast-check';
import type { ClientRequirement } from '../../requirement.js';
import { filesThere } from '../../scenarios/files.js';
import { scenario } from '../../scenarios/scenario.js';
import { undisturbed } from '../applicability.js';
import { isTight, judgeList } from './op-02-list.js';

export const namesBetweenBlanks: ClientRequirement = {
  id: 'OP-09',
  title: 'It lists names with the blanks that they begin or end with.',
  // They are part of the text. Some toolkits drop them before anybody sees them.
  level: 'should',
  evidence: { source: 'wsdl', about: 'names are of the type string, which keeps blanks' },
  needs: ['list'],
  appliesTo: (seen) => undisturbed(seen) && !seen.account.files.every(({ name }) => isTight(name)),
  explainedAnywhereBy: ['OP-02'],
  scenario: () =>
    scenario({
      files: fc
        .tuple(filesThere(1, 2), fc.constantFrom(' a.bin', 'a.bin ', '  a.bin  '))
        .map(([files, name]) => files.map((file, i) => (i === 0 ? { ...file, name } : file))),
      steps: fc.constant([{ does: 'list' }]),
    }),
  judge: judgeList,
};
