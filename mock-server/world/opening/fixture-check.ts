import type { Accounts } from '../accounts/accounts.js';
import { loginKey } from '../accounts/credentials.js';
import { FixtureError } from '../errors.js';
import { MOST } from '../most.js';
import type { FolderRecord } from '../records.js';
import type { Sharing } from '../sharing/sharing.js';
import { withPresets } from '../sharing/sharing-properties.js';
import { isTime } from '../time-range.js';
import { fileTextsComplaint, folderTextComplaint } from '../tree/descriptions.js';
import { nameKey } from '../tree/listing.js';
import type { FixtureAccount, FixtureContentsOf, FixtureFile, FixtureFolder } from './fixture.js';
import type { FixtureContents } from './fixture-content.js';

/** How many files and folders are checked in one step. */
const FEW = 50;

/** A text of more characters is turned into bytes in steps. */
const LONG = 64 * 1024;

/**
 * Finds mistakes in a fixture before anything is created, so that a refused fixture leaves nothing behind.
 * It runs in steps, and every method throws FixtureError with the place in the fixture.
 */
export class FixtureCheck {
  readonly #logins = new Set<string>();
  readonly #subdomains = new Set<string>();
  #checked = 0;

  constructor(
    private readonly accounts: Accounts,
    private readonly sharing: Sharing,
    private readonly contents: FixtureContents,
  ) {}

  *account(fixture: FixtureAccount, path: string): Generator<void, void> {
    const { login } = fixture;
    if (login === '') throw new FixtureError(`${path}.login`, 'must not be empty');
    if (fixture.password === '') throw new FixtureError(`${path}.password`, 'must not be empty');
    refuseNegative(fixture.quota, `${path}.quota`);
    refuseNegative(fixture.maxFileSize, `${path}.maxFileSize`);
    if (this.accounts.get(login) || this.#logins.has(loginKey(login)))
      throw new FixtureError(
        `${path}.login`,
        `is "${login}", which another account has already; case does not count`,
      );
    if (this.accounts.isFull)
      throw new FixtureError(path, `is one too many: there are ${MOST.accounts} accounts already`);
    this.#logins.add(loginKey(login));
    yield* this.#contents(fixture, path);
  }

  /** @param names of the folders that are beside it */
  *folder(fixture: FixtureFolder, path: string, names: Set<string>): Generator<void, void> {
    const { name, removed, sharing } = fixture;
    if (name === '') throw new FixtureError(`${path}.name`, 'must not be empty');
    if (!removed) {
      if (names.has(nameKey(name)))
        throw new FixtureError(
          `${path}.name`,
          `is "${name}", which another folder in this place has already; case does not count`,
        );
      names.add(nameKey(name));
    }
    refuseComplaint(folderTextComplaint(fixture.description ?? ''), path);
    if (sharing) this.#sharing(sharing, path);
    yield* this.#contents(fixture, path);
  }

  *file(fixture: FixtureFile, path: string): Generator<void, void> {
    const { name, date, text, base64, size, content, md5 } = fixture;
    if (name === '') throw new FixtureError(`${path}.name`, 'must not be empty');
    if (date !== undefined && !isTime(new Date(date).getTime()))
      throw new FixtureError(`${path}.date`, `is "${date}", but must be a date such as 2026-01-31T12:00:00Z`);
    if ([text, base64, size, content].filter((given) => given !== undefined).length > 1)
      throw new FixtureError(path, 'must have only one of text, base64, size and content');
    refuseNegative(size, `${path}.size`);
    if (md5 !== undefined && size === undefined)
      throw new FixtureError(`${path}.md5`, 'belongs to a size; of other bytes it is computed: leave it out');
    if (text !== undefined && text.length > LONG) yield* this.contents.textSteps(text);
    if (base64 !== undefined) yield* this.#base64(base64, `${path}.base64`);
    refuseComplaint(fileTextsComplaint(fixture), path);
  }

  *#contents({ folders = [], files = [] }: FixtureContentsOf, path: string): Generator<void, void> {
    const names = new Set<string>();
    for (const [index, inner] of folders.entries()) {
      yield* this.folder(inner, `${path}.folders[${index}]`, names);
      if (this.#isTime()) yield;
    }
    for (const [index, file] of files.entries()) {
      yield* this.file(file, `${path}.files[${index}]`);
      if (this.#isTime()) yield;
    }
  }

  /** Rarely: a step costs more the deeper it is. */
  #isTime(): boolean {
    this.#checked += 1;
    return this.#checked % FEW === 0;
  }

  #sharing(sharing: NonNullable<FixtureFolder['sharing']>, path: string): void {
    const properties = withPresets({ shared: true, ...sharing });
    const key = properties.subdomainName.toLowerCase();
    const complaint = this.#subdomains.has(key)
      ? `The subdomain "${properties.subdomainName}" is taken.`
      : this.sharing.complaint(undefined, properties);
    if (complaint !== '')
      throw new FixtureError(`${path}.sharing.subdomainName`, `is not possible: ${complaint}`);
    if (key !== '') this.#subdomains.add(key);
  }

  *#base64(text: string, path: string): Generator<void, void> {
    try {
      yield* this.contents.base64Steps(text);
    } catch {
      // The decoder gives no details.
      throw new FixtureError(path, 'must be base64');
    }
  }
}

/** The names of the folders in a place, as a check compares them. */
export const folderNames = (place: FolderRecord): Set<string> =>
  new Set([...place.children].filter(({ kind }) => kind === 'folder').map(({ name }) => nameKey(name)));

function refuseComplaint(complaint: string, path: string): void {
  if (complaint !== '') throw new FixtureError(path, `is wrong: ${complaint}`);
}

function refuseNegative(bytes: bigint | undefined, path: string): void {
  if (bytes !== undefined && bytes < 0n)
    throw new FixtureError(path, `is ${bytes}, but must not be negative`);
}
