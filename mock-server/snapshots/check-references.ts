import { loginKey } from '../world/index.js';
import { checkTree, type KnownNodes } from './check-tree.js';
import { SnapshotError } from './errors.js';
import type { WrittenSnapshot } from './format.js';

/** The logins and folders that exist in a state. */
interface Known extends Pick<KnownNodes, 'folders'> {
  readonly logins: ReadonlySet<string>;
}

/** Entries checked in one step. */
const MANY = 1000;

/**
 * Checks, in steps, that the parts of a snapshot fit together: every login, id and number must exist.
 * @throws SnapshotError
 */
export function* checkReferences(written: WrittenSnapshot): Generator<void, void> {
  const { state } = written;
  const known = { logins: checkAccounts(written), ...(yield* checkTree(written)) };
  checkUploads(written, known);
  yield;
  for (const [index, { login, entries }] of state.history.logs.entries()) {
    const path = `state.history.logs[${index}]`;
    demandLogin(known, login, `${path}.login`);
    let last = 0n;
    for (const [place, { id }] of entries.entries()) {
      if (place % MANY === MANY - 1) yield;
      if (id <= last || id > state.history.lastId)
        throw new SnapshotError(
          `${path}.entries[${place}].id`,
          `is ${id}, but must be above ${last} and up to lastId`,
        );
      last = id;
    }
  }
  yield;
  for (const [index, { id, opened }] of state.sharing.entries()) {
    const path = `state.sharing[${index}]`;
    demandFolder(known, id, `${path}.id`);
    for (const [place, { login, folders }] of opened.entries())
      demandBoth(known, login, folders, `${path}.opened[${place}]`);
  }
  yield;
  for (const [index, { login, folders }] of state.folderLinks.entries())
    demandBoth(known, login, folders, `state.folderLinks[${index}]`);
  for (const [index, { folder, login }] of state.synchronisation.entries()) {
    demandLogin(known, login, `state.synchronisation[${index}].login`);
    demandFolder(known, folder, `state.synchronisation[${index}].folder`);
  }
  for (const [index, id] of state.abuse.blocked.entries())
    demandFolder(known, id, `state.abuse.blocked[${index}]`);
  for (const [name, entries] of [
    ['abuse.reports', state.abuse.reports],
    ['sessions', state.sessions],
    ['chosenSettings', state.chosenSettings],
    ['favorites', state.favorites],
  ] as const)
    for (const [index, { login }] of entries.entries())
      demandLogin(known, login, `state.${name}[${index}].login`);
}

function checkAccounts({ state: { accounts } }: WrittenSnapshot): Set<string> {
  const logins = new Set<string>();
  for (const [index, { login }] of accounts.entries()) {
    const path = `state.accounts[${index}].login`;
    if (login === '') throw new SnapshotError(path, 'must not be empty');
    if (logins.has(loginKey(login)))
      throw new SnapshotError(path, `is "${login}", which another account has already; case does not count`);
    logins.add(loginKey(login));
  }
  return logins;
}

function checkUploads({ state, received }: WrittenSnapshot, known: Known & KnownNodes): void {
  const taken = new Set<number>();
  for (const [index, upload] of state.uploads.unfinished.entries()) {
    const path = `state.uploads.unfinished[${index}]`;
    demandLogin(known, upload.uploader, `${path}.uploader`);
    demandFolder(known, upload.folder, `${path}.folder`);
    if (upload.updates !== (known.files.get(upload.id) === upload.folder))
      throw new SnapshotError(
        `${path}.updates`,
        `must be true if the folder has a file ${upload.id}, and only then`,
      );
    const ranges = received[upload.bytes];
    if (!ranges || taken.has(upload.bytes))
      throw new SnapshotError(
        `${path}.bytes`,
        `is ${upload.bytes}, but must be a position in received that no other upload has`,
      );
    taken.add(upload.bytes);
    for (const [place, { start, end }] of ranges.entries()) {
      if (start >= end || end > upload.fullSize)
        throw new SnapshotError(
          `received[${upload.bytes}][${place}]`,
          `goes from ${start} to ${end}, but must lie in the ${upload.fullSize} bytes of the upload`,
        );
    }
  }
}

function demandBoth(known: Known, login: string, folders: readonly bigint[], path: string): void {
  demandLogin(known, login, `${path}.login`);
  for (const [index, id] of folders.entries()) demandFolder(known, id, `${path}.folders[${index}]`);
}

function demandLogin({ logins }: Known, login: string, path: string): void {
  if (!logins.has(loginKey(login)))
    throw new SnapshotError(path, `is "${login}", but there is no such account`);
}

function demandFolder({ folders }: Known, id: bigint, path: string): void {
  if (!folders.has(id)) throw new SnapshotError(path, `is ${id}, but there is no such folder`);
}
