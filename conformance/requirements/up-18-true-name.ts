import { oneFile } from '../scenarios/files.js';
import { names } from '../scenarios/names.js';
import { situations } from '../scenarios/situations.js';
import { askedUploads } from './reading/claims.js';
import { argumentOf, broughtFile, type Journal, type Part, partsIn } from './reading/journal.js';
import { startsIn } from './reading/recipe.js';
import { quoted } from './reading/texts.js';
import type { Requirement } from './requirement.js';
import { broken, KEPT, NOT_EXERCISED } from './verdict.js';

export const trueName: Requirement = {
  id: 'UP-18',
  title:
    'It reserves the file under its true name, whatever characters are in it, or sends it whole under that.',
  level: 'must',
  evidence: { source: 'howto', about: 'reserve a file id: name' },
  situations: () => situations({ files: oneFile({ name: names() }) }),
  judge(witnesses) {
    const [upload] = askedUploads(witnesses);
    const calls = startsIn(witnesses.journal);
    const forms = wholeFilesIn(witnesses.journal);
    if (!upload || calls.length + forms.length === 0) return NOT_EXERCISED;
    const { name } = upload.file;
    const should = `It should name it ${quoted(name)}, character by character.`;
    const wrong = calls.find((call) => argumentOf(call, 'name') !== name);
    if (wrong) return broken(`It reserved the file ${quoted(argumentOf(wrong, 'name'))}.`, should, [wrong]);
    const form = forms.find(({ fileName }) => !spellingsInForms(name).includes(fileName ?? ''));
    if (!form) return KEPT;
    return broken(`It sent the file whole, in a form that names it ${quoted(form.fileName ?? '')}.`, should, [
      form,
    ]);
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
