import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import type { Verdict } from '../../../engine/requirement.js';
import { askedUploads } from '../../reading/claims.js';
import {
  argumentOf,
  broughtFile,
  type Call,
  type Journal,
  type Part,
  partsIn,
} from '../../reading/journal.js';
import { startsIn } from '../../reading/recipe.js';
import { quotedApart } from '../../reading/texts.js';
import { judgeGivenUp, judgeUnreadable } from '../../reading/unreadable.js';
import type { ClientRequirement } from '../../requirement.js';
import { oneFile } from '../../scenarios/files.js';
import { names } from '../../scenarios/names.js';
import { scenario } from '../../scenarios/scenario.js';
import { calm } from '../applicability.js';

export const trueName: ClientRequirement = {
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
      return broken(`${did} ${shown}.`, `It should name it ${wanted.join(' or ')}, character by character.`, [
        entry,
      ]);
    };
    const wrong = calls.find((call) => !names.includes(argumentOf(call, 'name')));
    if (wrong) return differs('It reserved the file', argumentOf(wrong, 'name'), wrong);
    const spellings = names.flatMap(spellingsInForms);
    const form = forms.find(({ fileName }) => !spellings.includes(fileName ?? ''));
    return form
      ? differs('It sent the file whole, in a form that names it', form.fileName ?? '', form)
      : KEPT;
  },
};

/** Forms with a file that was not reserved: the service takes its name from them (client). */
const wholeFilesIn = (journal: Journal): Part[] =>
  partsIn(journal).filter((part) => part.outcome === 'ok' && part.fileId === undefined && broughtFile(part));

/** Browsers write quotes in one way (WHATWG, multipart/form-data), other programs in another (RFC 2616). */
const spellingsInForms = (name: string): string[] => [
  name,
  name.replaceAll('"', '%22'),
  name.replaceAll('"', '\\"'),
];
