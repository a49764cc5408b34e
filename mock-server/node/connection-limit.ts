import type { Server } from 'node:http';
import type { Service } from '../http/index.js';

/** Files that are always left for the process itself: its modules, its output, the log. */
const RESERVED = 64;
const FEWEST = 8;

let limit: number | undefined;

/**
 * How many connections a process can have at a time, so that descriptors are left for the file that each of them may
 * read or write. Infinity where there is no limit.
 */
function mostConnections(): number {
  const report: { readonly userLimits?: { readonly open_files?: { readonly soft?: unknown } } } =
    process.report.getReport();
  const soft = report.userLimits?.open_files?.soft;
  return typeof soft === 'number'
    ? Math.max(FEWEST, Math.floor((soft - RESERVED) / 2))
    : Number.POSITIVE_INFINITY;
}

/**
 * Ends connections that are one too many, instead of running out of descriptors, and survives what the system refuses
 * to accept. Both are logged: the first, the second, the fourth, the eighth and so on.
 */
export function limitConnections(server: Server, { log }: Service): void {
  let dropped = 0;
  let failed = 0;
  const isPowerOfTwo = (count: number): boolean => (count & (count - 1)) === 0;
  server.on('drop', () => {
    dropped += 1;
    if (!isPowerOfTwo(dropped)) return;
    const most = `${server.maxConnections} connections at a time, as this process may open few files (ulimit -n)`;
    log({ what: 'connection', result: `ended: there are ${most}; ${dropped} so far`, ms: 0, warnings: [] });
  });
  server.on('error', (failure) => {
    failed += 1;
    if (!isPowerOfTwo(failed)) return;
    log({ what: 'connection', result: `not accepted; ${failed} so far`, ms: 0, warnings: [], failure });
  });
  // The report takes some milliseconds, which the first call need not wait for.
  setImmediate(() => {
    limit ??= mostConnections();
    server.maxConnections = limit;
  });
}
