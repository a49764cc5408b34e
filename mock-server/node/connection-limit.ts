import type { Server } from 'node:net';
import type { Service } from '../http/index.js';

/** File descriptors reserved for the process: modules, output, log. */
const RESERVED = 64;
const FEWEST = 8;

let limit: number | undefined;

/**
 * Connections that a process can have, with a descriptor for the file that each of them may read or write. Infinity
 * without a limit.
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
 * Closes connections beyond the limit before descriptors run out, and survives errors of accept. Both are logged: the
 * first, the second, the fourth, the eighth and so on.
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
  // The report takes some milliseconds; the first call need not wait for it.
  setImmediate(() => {
    limit ??= mostConnections();
    server.maxConnections = limit;
  });
}
