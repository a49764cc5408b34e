import { format, parse } from 'node:path';
import type { Fake } from '../../../mock-server/index.js';
import type { ReportOutput } from '../option-values.js';

/** Number of exchanges so far in all namespaces. Dropping a namespace lowers it. */
export const exchanges = (fake: Pick<Fake, 'namespaces'>): number =>
  fake.namespaces().reduce((sum, { journal }) => sum + journal.report().lastSeq, 0);

/** Names of the namespaces that got requests; the empty name first. */
export function usedNamespaces(fake: Pick<Fake, 'namespaces'>): string[] {
  return fake
    .namespaces()
    .filter(({ journal }) => {
      const { entries, dropped } = journal.report();
      return entries + dropped > 0;
    })
    .map(({ name }) => name);
}

/** The file of one of several reports: the given file without a namespace, else a file beside it. */
export function ofNamespace(output: ReportOutput, name: string): ReportOutput {
  if (name === '' || output.path === '-') return output;
  const { root, dir, name: stem, ext } = parse(output.path);
  return { ...output, path: format({ root, dir, name: `${stem}.~${name}`, ext }) };
}

const textOf = (name: string): string => (name === '' ? 'no namespace' : `~${name}`);

/** The heading of one of several reports. */
export const headingOf = (name: string): string =>
  name === '' ? 'Without a namespace' : `Namespace ~${name}`;

/** The sentence for a chosen namespace without requests: it lists the used ones. */
export function unusedText(name: string, used: readonly string[]): string {
  if (used.length === 0) return 'No namespace got any requests.';
  const without =
    name === '' ? 'There were no requests without a namespace.' : `Namespace ~${name} got no requests.`;
  return `${without} Used: ${used.map(textOf).join(', ')}.`;
}
