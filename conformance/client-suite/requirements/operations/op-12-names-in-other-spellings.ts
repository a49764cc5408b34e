import fc from 'fast-check';
import type { ClientRequirement } from '../../requirement.js';
import { TEXTS } from '../../scenarios/corners/texts.js';
import { plainDialects } from '../../scenarios/dialects.js';
import { filesThere } from '../../scenarios/files.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { mainly } from '../applicability.js';
import { isTight, judgeList } from './op-02-list.js';

const NAMES = TEXTS.map(({ value }) => `a${value}b.bin`);

export const namesInOtherSpellings: ClientRequirement = {
  id: 'OP-12',
  title: 'It lists the same names when the answer is in another legal spelling.',
  level: 'must',
  evidence: {
    source: 'wsdl',
    about: 'XML and HTTP leave open how a text is escaped, and where an answer is cut into pieces',
  },
  needs: ['list'],
  appliesTo: (seen) =>
    mainly('plain spelling')(seen) && seen.account.files.every(({ name }) => isTight(name)),
  explainedBy: ['OP-02'],
  scenario: () =>
    scenarioOf(
      fc.record({
        files: filesThere(1, 2),
        name: fc.option(fc.constantFrom(...NAMES), { nil: undefined, freq: 9 }),
        act: plainDialects(),
      }),
      ({ files, name, act }) => ({
        files: files.map((file, i) => (i === 0 ? { ...file, name: name ?? file.name } : file)),
        rules: [onCall('getItems', act)],
      }),
      { steps: fc.constant([{ does: 'list' }]) },
    ),
  judge: judgeList,
};
