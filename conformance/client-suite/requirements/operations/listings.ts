import fc from 'fast-check';
import type { ListedItem } from '../../../drivers/index.js';
import type { Verdict } from '../../../engine/index.js';
import { bytes } from '../../../reports/index.js';
import { resultOf } from '../../reading/results.js';
import { judgeStep } from '../../reading/steps.js';
import { quoted } from '../../reading/texts.js';
import type { ClientRequirement, Observation } from '../../requirement.js';
import { LISTED_SIZES } from '../../scenarios/corners/numbers.js';
import { TEXTS } from '../../scenarios/corners/texts.js';
import { plainDialects } from '../../scenarios/dialects.js';
import { filesThere } from '../../scenarios/files.js';
import { names } from '../../scenarios/names.js';
import { onCall } from '../../scenarios/rules.js';
import { anyIds, anyOf, scenario, scenarioOf } from '../../scenarios/scenario.js';
import { mainly, undisturbed } from '../applicability.js';

/** What lies in the folder of the case. */
function itemsIn({ account: { files, folders }, dirId }: Observation): ListedItem[] {
  return [
    ...files.map((file) => ({ ...file, directory: false })),
    ...folders.map((folder) => ({ ...folder, size: '0', directory: true })),
  ].filter(({ parentId }) => parentId === dirId);
}

function differences(expected: readonly ListedItem[], listed: readonly ListedItem[]): string | undefined {
  if (listed.length !== expected.length)
    return `The folder holds ${expected.length} items, and it listed ${listed.length}.`;
  for (const item of expected) {
    const found = listed.find(({ id }) => id === item.id);
    if (!found) return `The folder holds ${telling(item)}, and it listed nothing with this id.`;
    const isSame =
      found.name === item.name &&
      found.directory === item.directory &&
      (item.directory || found.size === item.size);
    if (!isSame) return `The folder holds ${telling(item)}, and it listed ${telling(found)}.`;
  }
  return undefined;
}

const telling = ({ id, name, size, directory }: ListedItem): string =>
  directory ? `the folder ${quoted(name)} (${id})` : `the file ${quoted(name)} (${id}) of ${bytes(size)}`;

/** Some toolkits drop blanks at the ends of texts: see OP-09. */
const isTight = (name: string): boolean => name === name.trim();

/** Whether what was listed is what is there. */
function judgeList(observation: Observation): Verdict {
  return judgeStep(
    observation,
    'list',
    ({ said }) => differences(itemsIn(observation), resultOf(said, 'list')?.items ?? []),
    'It should list every item of the folder once, as the service returns it.',
  );
}

const NAMES = TEXTS.map(({ value }) => `a${value}b.bin`);

/** Lists of folders (wsdl). */
export const LISTINGS: readonly ClientRequirement[] = [
  {
    id: 'OP-02',
    title: 'It lists what is in a folder: nothing, one item or many, with names, sizes and ids.',
    level: 'must',
    evidence: { source: 'wsdl', about: 'getItems returns a list of accountItem' },
    needs: ['list'],
    appliesTo: (seen) => undisturbed(seen) && seen.account.files.every(({ name }) => isTight(name)),
    explainedAnywhereBy: ['UP-17'],
    scenario: () =>
      scenario({
        files: fc
          .tuple(
            filesThere(0, 12),
            names().filter(isTight),
            fc.option(anyOf(LISTED_SIZES), { nil: undefined }),
          )
          .map(([files, name, size]) =>
            files.map((file, i) => (i === 0 ? { ...file, name, size: size ?? file.size } : file)),
          ),
        folder: fc.constantFrom(null, 'Docs'),
        firstId: anyIds(),
        steps: fc.constant([{ does: 'list' }]),
      }),
    judge: judgeList,
  },
  {
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
  },
  {
    id: 'OP-12',
    title: 'It lists the same names when the response is in another legal spelling.',
    level: 'must',
    evidence: {
      source: 'wsdl',
      about: 'XML and HTTP leave open how a text is escaped, and where a response is cut into pieces',
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
  },
];
