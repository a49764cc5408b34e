import type { FourSharedFake, LogEntry } from '../../../mock-server/index.js';

/** Most warnings to list. */
const MOST = 10;

/**
 * What a program asked of a fake: calls, uploads, downloads, and distinct warnings.
 * @param log of the fake
 * @param isProxied whether the program had to find the fake by the variables of proxies
 */
export function summaryOf(fake: FourSharedFake, log: readonly LogEntry[], isProxied: boolean): string {
  const entries = fake.namespaces().flatMap(({ journal }) => journal.entries({}, { raw: false }));
  const calls = entries.filter((entry) => entry.kind === 'call' && entry.operation !== undefined);
  const faults = calls.filter(({ outcome }) => outcome === 'fault').length;
  const parts = entries.filter(({ kind }) => kind === 'part');
  const bytes = parts.reduce((sum, part) => sum + (part.kind === 'part' ? BigInt(part.received) : 0n), 0n);
  const downloads = entries.filter(({ kind }) => kind === 'download').length;
  const counts = [
    `${count(calls.length, 'call')}${faults > 0 ? ` (${count(faults, 'fault')})` : ''}`,
    `${count(parts.length, 'upload part')}${parts.length > 0 ? ` (${bytes} bytes)` : ''}`,
    count(downloads, 'download'),
  ];
  const warnings = [
    ...new Set([
      ...log.filter(({ what }) => what === 'certificates').map(({ result }) => result),
      ...log.flatMap(({ warnings: own }) => own),
      ...log.filter(({ result }) => /^4\d\d: /.test(result)).map(({ what, result }) => `${what}: ${result}`),
    ]),
  ];
  const listed = warnings.slice(0, MOST).map((warning) => `  ${warning}\n`);
  const more = warnings.length > MOST ? `  and ${warnings.length - MOST} more\n` : '';
  const hint =
    entries.length === 0 && log.length === 0 && isProxied
      ? '  Nothing was asked. If the program ignores proxies, run it with --isolated.\n'
      : '';
  return `4shared-testkit: ${counts.join(', ')}, ${count(warnings.length, 'warning')}\n${listed.join('')}${more}${hint}`;
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
