import type { Namespace } from '../../../mock-server/index.js';

const PREFIX = 'exchanges of kind ';
const KINDS = ['call', 'part', 'download'] as const;

/**
 * Rules that never fire, and by which the service counts the exchanges that began: the journal has them only once
 * they are over.
 */
export const COUNTING_RULES = KINDS.map((kind) => ({
  id: PREFIX + kind,
  on: { kind, nth: Number.MAX_SAFE_INTEGER },
  do: [{ act: 'delay' as const, ms: 0 }],
}));

/** How many exchanges are under way in a namespace that has the counting rules. */
export function underWay({ rules, journal }: Namespace): number {
  const over = journal.find().filter(({ record }) => wasCounted(record)).length;
  const begun = rules.list().filter(({ rule }) => rule.id.startsWith(PREFIX));
  return Math.max(0, begun.reduce((sum, { matched }) => sum + matched, 0) - over);
}

type ExchangeRecord = ReturnType<Namespace['journal']['find']>[number]['record'];

/** Requests that cannot be read, or that ask for a missing file, are in the journal, but no rule sees them. */
function wasCounted(record: ExchangeRecord): boolean {
  if (record.kind === 'call') return record.operation !== undefined;
  return record.kind === 'part' || record.fileId !== undefined;
}
