import type { JournalEntry } from '../../../mock-server/index.js';
import {
  argumentOf,
  type Call,
  callsOf,
  isBefore,
  type Journal,
  numberOf,
  type Part,
  partsIn,
  returnedText,
} from './journal.js';

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

/** What reserves: a new file, new bytes of a file that is there, or a new file with all that comes before it. */
const RESERVING = ['uploadStartFile', 'uploadStartFileUpdate', 'simpleUploadStart'] as const;

/** The calls that reserve a new file under a name in a folder. */
export const startsIn = (journal: Journal): Call[] =>
  callsOf(journal, 'uploadStartFile', 'simpleUploadStart');

/** What was reserved with success, in order. */
export function reservationsIn(journal: Journal): Reservation[] {
  const parts = partsIn(journal);
  const finishes = callsOf(journal, 'uploadFinishFile');
  const reserved = callsOf(journal, ...RESERVING).flatMap((call) => {
    const id = reservedId(call);
    return id === undefined || id <= 0n ? [] : { call, id };
  });
  return reserved.map(({ call, id }, i) => {
    // An id is reserved anew when the bytes of its file are replaced: what comes then belongs to that.
    const former = reserved.slice(0, i).some((other) => other.id === id);
    const next = reserved.slice(i + 1).find((other) => other.id === id)?.call;
    const isOwn = (entry: JournalEntry): boolean =>
      (!former || isBefore(call, entry)) && (!next || isBefore(entry, next));
    return {
      call,
      id,
      size: BigInt(argumentOf(call, 'fullSize') || 0),
      parts: parts.filter((part) => part.fileId === String(id) && isOwn(part)),
      finishes: finishes.filter((finish) => argumentOf(finish, 'fileId') === String(id) && isOwn(finish)),
    };
  });
}

function reservedId(call: Call): bigint | undefined {
  if (call.operation !== 'simpleUploadStart') return numberOf(call);
  const { result } = call;
  const id =
    typeof result === 'object' && result !== null && 'fileId' in result ? result['fileId'] : undefined;
  return /^-?\d+$/.test(String(id)) ? BigInt(String(id)) : undefined;
}

/** The addresses that bytes can be sent to, as the service returned them. */
export const addressesIn = (journal: Journal): string[] =>
  callsOf(journal, 'getUploadFormUrl', 'simpleUploadStart')
    .map((call) => {
      const { result } = call;
      return typeof result === 'object' && result !== null && 'uploadUrl' in result
        ? String(result['uploadUrl'])
        : returnedText(call);
    })
    .filter(isHttp);

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

/** Whether a result that must be positive is not (howto). */
export const isTooSmall = (answer: bigint | undefined): boolean => answer !== undefined && answer <= 0n;
