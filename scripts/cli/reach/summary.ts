import type { FourSharedFake, LogEntry } from '../../../mock-server/index.js';

/** Most warnings to list. */
const MOST = 10;
/** Most distinct warnings to keep: a program may run for days. */
const MOST_KEPT = 1000;

/** What the log of a fake has for the summary: its distinct warnings, and not its entries. */
export class Notices {
  readonly #warnings = new Set<string>();
  #isEmpty = true;

  add({ what, result, warnings }: LogEntry): void {
    this.#isEmpty = false;
    if (what === 'certificates') this.#keep(result);
    for (const warning of warnings) this.#keep(warning);
    if (/^4\d\d: /.test(result)) this.#keep(`${what}: ${result}`);
  }

  /** Whether the log has no entry at all. */
  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  get warnings(): readonly string[] {
    return [...this.#warnings];
  }

  #keep(warning: string): void {
    if (this.#warnings.size < MOST_KEPT) this.#warnings.add(warning);
  }
}

/**
 * What a program asked of a fake: calls, uploads, downloads, and distinct warnings.
 * @param notices of the log of the fake
 * @param isProxied whether the program had to find the fake by the variables of proxies
 */
export function summaryOf(fake: FourSharedFake, notices: Notices, isProxied: boolean): string {
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
  const { warnings } = notices;
  const listed = warnings.slice(0, MOST).map((warning) => `  ${warning}\n`);
  const more = warnings.length > MOST ? `  and ${warnings.length - MOST} more\n` : '';
  const hint =
    entries.length === 0 && notices.isEmpty && isProxied
      ? '  Nothing was asked. If the program ignores proxies, run it with --isolated.\n'
      : '';
  return `4shared-testkit: ${counts.join(', ')}, ${count(warnings.length, 'warning')}\n${listed.join('')}${more}${hint}`;
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
