import { argumentOf, type Call, callsOf, type Journal, numberOf, type Part, partsIn } from './journal.js';

/** A file that was reserved: one upload, as far as the service can tell. */
export interface Reservation {
  readonly call: Call;
  /** Positive. */
  readonly id: bigint;
  /** As it was announced, in bytes. */
  readonly size: bigint;
  /** What came under its id. */
  readonly parts: readonly Part[];
  readonly finishes: readonly Call[];
}

/** What was reserved with success, in order. */
export function reservationsIn(journal: Journal): Reservation[] {
  const parts = partsIn(journal);
  const finishes = callsOf(journal, 'uploadFinishFile');
  return callsOf(journal, 'uploadStartFile').flatMap((call) => {
    const id = numberOf(call);
    if (id === undefined || id <= 0n) return [];
    return {
      call,
      id,
      size: BigInt(argumentOf(call, 'fullSize') || 0),
      parts: parts.filter(({ fileId }) => fileId === String(id)),
      finishes: finishes.filter((finish) => argumentOf(finish, 'fileId') === String(id)),
    };
  });
}

/** The names of the root folder: -1, and the id of it if the client asked for that. */
export function rootNames(journal: Journal): Set<string> {
  const ids = callsOf(journal, 'getRoot').flatMap(({ result }) =>
    typeof result === 'object' && result !== null && 'id' in result ? String(result['id']) : [],
  );
  return new Set(['-1', ...ids]);
}

/** The names that a folder goes by. */
export const namesOf = (dirId: string, journal: Journal): Set<string> =>
  dirId === '-1' ? rootNames(journal) : new Set([dirId]);

/** Whether a text is an address that bytes can be sent to (howto). Capitals are taken as they are in addresses. */
export const isHttp = (address: string | undefined): address is string => /^http/i.test(address ?? '');

/** Whether an answer that has to be positive is not (howto). */
export const isTooSmall = (answer: bigint | undefined): boolean => answer !== undefined && answer <= 0n;
