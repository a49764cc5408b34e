import type { CaseFile, ConformanceCase } from './case.js';
import { FIRST_ID, ROOMY } from './scenario.js';

/**
 * Cases that are plainer than one in a single respect, and the same in all others: what is unusual goes first, then what is
 * large. A case that an arbitrary draws may not come to these by itself, as it draws anew what depends on what it leaves out.
 */
export function* plainerCases(testCase: ConformanceCase): Generator<ConformanceCase> {
  const { account, firstId, login, password, dataCenter, folder, files, atOnce, rules, ...others } = testCase;
  const { subfolder, ...rest } = others;
  for (const at of rules.keys()) yield { ...testCase, rules: rules.filter((_, other) => other !== at) };
  const needed = new Set(rest.steps.flatMap((step) => ('file' in step ? step.file : [])));
  if (files.length > 1 && needed.size === 0) for (const file of files) yield { ...testCase, files: [file] };
  if (login !== undefined || password !== undefined || dataCenter !== undefined)
    yield { ...others, account, firstId, folder, files, atOnce, rules };
  if (subfolder !== undefined) {
    const { subfolder: _, ...without } = testCase;
    yield without;
  }
  if (firstId !== FIRST_ID) yield { ...testCase, firstId: FIRST_ID };
  if (folder !== null) yield { ...testCase, folder: null };
  for (const limit of ['freeSpace', 'maxFileSize'] as const)
    if (account[limit] !== ROOMY[limit])
      yield { ...testCase, account: { ...account, [limit]: ROOMY[limit] } };
  if (atOnce) yield { ...testCase, atOnce: false };
  for (const [at, file] of files.entries())
    for (const plainer of plainerFiles(file, files))
      yield { ...testCase, files: files.map((each, other) => (other === at ? plainer : each)) };
}

function* plainerFiles(file: CaseFile, all: readonly CaseFile[]): Generator<CaseFile> {
  const { name, size, content, text, ...rest } = file;
  if (name !== PLAIN_NAME && !all.some((other) => other.name === PLAIN_NAME))
    yield { ...file, name: PLAIN_NAME };
  if (content !== undefined || text !== undefined) yield { name, size, ...rest };
  // What is as large as a limit has to stay so.
  for (const smaller of new Set([1, size >> 1, size - 1]))
    if (smaller > 0 && smaller < size) yield { ...file, size: smaller };
}

const PLAIN_NAME = 'a.bin';
