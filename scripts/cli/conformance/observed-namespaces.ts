import { format, parse } from 'node:path';
import type { Fake } from '../../../mock-server/index.js';
import type { ReportOutput } from '../report-outputs.js';

/** How much was asked for so far, in all namespaces. Becomes less when one of them is dropped. */
export const exchanges = (fake: Pick<Fake, 'namespaces'>): number =>
  fake.namespaces().reduce((sum, { journal }) => sum + journal.report().lastSeq, 0);

/** The names of the namespaces in which something was asked for; the empty one is first. */
export function usedNamespaces(fake: Pick<Fake, 'namespaces'>): string[] {
  return fake
    .namespaces()
    .filter(({ journal }) => {
      const { entries, dropped } = journal.report();
      return entries + dropped > 0;
    })
    .map(({ name }) => name);
}

/** Where one of several reports goes: what has no prefix to the very file, the others to one beside it. */
export function ofNamespace(output: ReportOutput, name: string): ReportOutput {
  if (name === '' || output.path === '-') return output;
  const { root, dir, name: stem, ext } = parse(output.path);
  return { ...output, path: format({ root, dir, name: `${stem}.~${name}`, ext }) };
}

const textOf = (name: string): string => (name === '' ? 'what has no prefix' : `~${name}`);

/** What stands above one of several reports. */
export const headingOf = (name: string): string => (name === '' ? 'Without a prefix' : `Namespace ~${name}`);

/** Tells somebody who asked for a namespace that nobody used which ones there were. */
export const unusedText = (name: string, used: readonly string[]): string =>
  `Nothing was asked for in ${name === '' ? 'the namespace without a prefix' : `the namespace ~${name}`}${
    used.length === 0 ? ', nor in any other' : `; used were: ${used.map(textOf).join(', ')}`
  }.`;
