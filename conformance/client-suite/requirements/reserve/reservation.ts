import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED, type Verdict } from '../../../engine/index.js';
import { bytes } from '../../../reports/index.js';
import { askedUploads } from '../../reading/claims.js';
import {
  argumentOf,
  broughtFile,
  type Call,
  type Journal,
  type Part,
  partsIn,
} from '../../reading/journal.js';
import { namesOf, startsIn } from '../../reading/recipe.js';
import { quotedApart } from '../../reading/texts.js';
import { judgeGivenUp, judgeUnreadable } from '../../reading/unreadable.js';
import type { ClientRequirement } from '../../requirement.js';
import { anySizes, oneFile } from '../../scenarios/files.js';
import { names } from '../../scenarios/names.js';
import { anyIds, scenario } from '../../scenarios/scenario.js';
import { calm } from '../applicability.js';

/** Forms with a file that was not reserved: the service takes its name from them (client). */
const wholeFilesIn = (journal: Journal): Part[] =>
  partsIn(journal).filter((part) => part.outcome === 'ok' && part.fileId === undefined && broughtFile(part));

/** Browsers write quotes in one way (WHATWG, multipart/form-data), other programs in another (RFC 2616). */
const spellingsInForms = (name: string): string[] => [
  name,
  name.replaceAll('"', '%22'),
  name.replaceAll('"', '\\"'),
];

/** Name, size and folder of a reserved file (howto). */
export const RESERVATION: readonly ClientRequirement[] = [
  {
    id: 'UP-18',
    title: 'It reserves the file under its true name with all its characters, or sends it whole under that.',
    level: 'must',
    evidence: { source: 'howto', about: 'reserve a file id: name' },
    meetsCorners: true,
    appliesTo: calm,
    // Who uploads nothing at all has no trouble with names.
    explainedPlainlyBy: ['UP-53'],
    scenario: () => scenario({ files: oneFile({ name: names() }) }),
    judge(observation) {
      const unsent =
        judgeUnreadable(observation, 'name') ??
        judgeGivenUp(observation, 'name', ['uploadStartFile', 'simpleUploadStart']);
      if (unsent) return unsent;
      const names = askedUploads(observation).map(({ file }) => file.name);
      const calls = startsIn(observation.journal);
      const forms = wholeFilesIn(observation.journal);
      if (names.length === 0 || calls.length + forms.length === 0) return NOT_EXERCISED;
      const differs = (did: string, sent: string, entry: Call | Part): Verdict => {
        const [shown, wanted] = quotedApart(sent, names);
        return broken(
          `${did} ${shown}.`,
          `It should name it ${wanted.join(' or ')}, character by character.`,
          [entry],
        );
      };
      const wrong = calls.find((call) => !names.includes(argumentOf(call, 'name')));
      if (wrong) return differs('It reserved the file', argumentOf(wrong, 'name'), wrong);
      const spellings = names.flatMap(spellingsInForms);
      const form = forms.find(({ fileName }) => !spellings.includes(fileName ?? ''));
      return form
        ? differs('It sent the file whole, in a form that names it', form.fileName ?? '', form)
        : KEPT;
    },
  },
  {
    id: 'UP-19',
    title: 'It reserves the file with its true size.',
    level: 'must',
    evidence: { source: 'howto', about: 'reserve a file id: full size' },
    meetsCorners: true,
    appliesTo: calm,
    explainedBy: ['UP-55'],
    scenario: () =>
      scenario({
        files: oneFile({ size: anySizes() }),
      }),
    judge(observation) {
      const files = askedUploads(observation).map(({ file }) => file);
      const calls = startsIn(observation.journal);
      if (files.length === 0 || calls.length === 0) return NOT_EXERCISED;
      for (const call of calls) {
        const named = files.filter(({ name }) => name === argumentOf(call, 'name'));
        const sizes = (named.length > 0 ? named : files).map(({ size }) => String(size));
        if (sizes.includes(argumentOf(call, 'fullSize'))) continue;
        return broken(
          `It reserved ${bytes(argumentOf(call, 'fullSize'))}.`,
          `It should reserve ${sizes.map(bytes).join(' or ')}, which is what the file has.`,
          [call],
        );
      }
      return KEPT;
    },
  },
  {
    id: 'UP-20',
    title: 'It reserves the file in the folder that it is to go to.',
    level: 'must',
    evidence: { source: 'howto', about: 'reserve a file id: folder' },
    meetsCorners: true,
    appliesTo: calm,
    scenario: () =>
      scenario({
        folder: fc.constantFrom('Docs', null),
        firstId: anyIds(),
      }),
    judge({ journal, dirId }) {
      const calls = startsIn(journal);
      if (calls.length === 0) return NOT_EXERCISED;
      const wanted = namesOf(dirId, journal);
      const wrong = calls.find((call) => !wanted.has(argumentOf(call, 'dirId')));
      if (!wrong) return KEPT;
      return broken(
        `It reserved the file in the folder ${argumentOf(wrong, 'dirId')}.`,
        `It should reserve it in the folder ${dirId}${dirId === '-1' ? ', which is the root' : ''}.`,
        [wrong],
      );
    },
  },
];
