import { counted, type NamedText } from '../reports/index.js';
import type { CaseFile, CaseStep, ConformanceCase } from './scenarios/case.js';

/** A case in words, for reports. Each name comes once; a text may have several lines. */
export function caseTexts(testCase: ConformanceCase): NamedText[] {
  const { version, account, login, password, dataCenter, firstId, folder, files, atOnce, rules, steps } =
    testCase;
  const order = files.length > 1 ? (atOnce ? ', all at once' : ', one after the other') : '';
  return [
    { name: 'service', text: `${version}, ids from ${firstId} on` },
    { name: 'login', text: login === undefined ? '' : JSON.stringify(login) },
    { name: 'password', text: password === undefined ? '' : JSON.stringify(password) },
    { name: 'data center', text: dataCenter === undefined ? '' : String(dataCenter) },
    {
      name: 'account',
      text: `${counted(account.freeSpace, 'byte')} free, files of up to ${counted(account.maxFileSize, 'byte')}`,
    },
    {
      name: `files${order}`,
      text: lines(files, fileText),
    },
    { name: 'folder', text: folder === null ? 'the root' : JSON.stringify(folder) },
    { name: 'rules', text: lines(rules, (rule) => JSON.stringify(rule)) },
    { name: 'then', text: lines(steps, (step) => stepText(step, testCase)) },
  ].filter(({ text }) => text !== '');
}

const fileText = ({ name, size, seed, content, text, there }: CaseFile): string => {
  const bytes = there
    ? ', there from the beginning'
    : content || text
      ? ` (${content ?? JSON.stringify(text)})`
      : ` of seed ${seed}`;
  return `${JSON.stringify(name)}, ${counted(size, 'byte')}${bytes}`;
};

function stepText(step: CaseStep, { files }: ConformanceCase): string {
  if (step.does === 'createFolder') return `createFolder ${JSON.stringify(step.name)}`;
  if (!('file' in step)) return step.does;
  const file = files[step.file];
  return `${step.does} ${file === undefined ? `file ${step.file}` : JSON.stringify(file.name)}`;
}

const lines = <Item>(items: readonly Item[], text: (item: Item) => string): string =>
  items.map(text).join('\n');
