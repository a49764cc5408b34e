import { Abuse } from './accounts/abuse.js';
import { type Account, Accounts } from './accounts/accounts.js';
import { Holdings } from './accounts/holdings.js';
import { Sessions } from './accounts/sessions.js';
import { type Assumptions, chooseAssumptions } from './assumptions/assumptions.js';
import { UploadRefusal } from './errors.js';
import type { AccountView, FileNode, FolderNode, TreeNode } from './nodes.js';
import type { Fixture, FixtureAccount, FixtureFile, FixtureFolder } from './opening/fixture.js';
import { FixtureContents } from './opening/fixture-content.js';
import { Populator } from './opening/populate.js';
import { Scatter } from './opening/scatter.js';
import type { MediaReader, Platform } from './platform.js';
import type { FolderRecord } from './records.js';
import { Settings } from './settings/settings.js';
import { checkSettingsTable } from './settings/settings-check.js';
import { SETTINGS } from './settings/settings-table.js';
import { TOOLS, Tools } from './settings/tools.js';
import { Access } from './sharing/access.js';
import { Favorites } from './sharing/favorites.js';
import { FolderLinks } from './sharing/folder-links.js';
import { Links } from './sharing/links.js';
import { SharedAccess } from './sharing/shared-access.js';
import { Sharing } from './sharing/sharing.js';
import { KeptBytes } from './state/kept-bytes.js';
import { numbered } from './state/references.js';
import { Snapshot } from './state/snapshot.js';
import { loadWorld, saveWorld, type WorldSettings } from './state/world-state.js';
import { Bin } from './tree/bin.js';
import { Ids } from './tree/ids.js';
import { Naming } from './tree/naming.js';
import { Paste } from './tree/paste.js';
import { Synchronisation } from './tree/synchronisation.js';
import { ROOT_ALIAS, Tree } from './tree/tree.js';
import { inBin } from './tree/walk.js';
import { finish, finishInTurns } from './turn.js';
import { DataCenters } from './uploads/data-centers.js';
import type { PartWriter, WholeTarget, WholeWriter } from './uploads/parts.js';
import { type Staging, Stagings } from './uploads/staging.js';
import { Uploads } from './uploads/uploads.js';
import type { UnfinishedUpload, WorldView } from './world-view.js';

const SILENT: MediaReader = { music: async () => ({}), picture: async () => ({}) };

/**
 * The whole state of the service and its rules: accounts, folders, files, uploads and links. Knows neither HTTP nor
 * XML. Operations use its parts; tests get the methods of `WorldView`.
 */
export class World implements WorldView {
  readonly assume: Assumptions;
  readonly accounts: Accounts;
  readonly tree: Tree;
  readonly naming: Naming;
  readonly paste: Paste;
  readonly bin: Bin;
  readonly uploads: Uploads;
  readonly sessions: Sessions;
  readonly settings: Settings;
  readonly favorites: Favorites;
  readonly abuse: Abuse;
  readonly synchronisation: Synchronisation;
  readonly tools: Tools;
  readonly links: Links;
  readonly sharing: Sharing;
  readonly sharedAccess: SharedAccess;
  readonly access: Access;
  readonly folderLinks: FolderLinks;
  readonly dataCenters: DataCenters;
  readonly media: MediaReader;
  readonly #platform: Platform;
  readonly #settings: WorldSettings;
  readonly #holdings: Holdings;
  readonly #populator: Populator;
  readonly #stagings: Stagings;

  /**
   * @param holdings counts the holders of shared bytes
   * @throws FixtureError when the fixture cannot be a world; its message says where and why
   */
  constructor(platform: Platform, fixture: Fixture, holdings = new Holdings()) {
    const { accounts, ...settings } = fixture;
    this.#platform = platform;
    this.#settings = settings;
    this.#holdings = holdings;
    this.assume = chooseAssumptions(fixture.assume);
    const ids = new Ids(fixture.firstId ?? 1_000_000_001n);
    const scatter = new Scatter(fixture.seed ?? 1);
    this.links = new Links(scatter, Number(this.assume['code-length']), (id) => this.tree.node(id));
    this.tree = new Tree(ids, this.links, platform.now, this.assume['root-name'], holdings);
    this.naming = new Naming(this.tree, this.assume['rename-clash'] === 'allow');
    this.accounts = new Accounts((owner) => this.tree.addRoot(owner), this.assume, platform.admit);
    this.sharing = new Sharing((folder) => this.tree.node(folder.id) === folder);
    this.sharedAccess = new SharedAccess(this.links, this.sharing, this.assume['access-order'], (folder) =>
      this.abuse.isBlocked(folder),
    );
    this.access = new Access(this.tree, this.sharing, this.sharedAccess, this.assume['foreign-access']);
    this.folderLinks = new FolderLinks(
      (account, folder) =>
        this.tree.node(folder.id) === folder && this.sharedAccess.check(account, folder, {}) === 0,
    );
    this.uploads = new Uploads(
      platform,
      this.tree,
      this.access,
      this.accounts,
      this.assume,
      holdings,
      fixture.uploadsEnabled ?? true,
    );
    this.#stagings = new Stagings(platform, this.uploads, this.access, this.accounts);
    this.paste = new Paste(this.tree, this.accounts, this.assume['paste-clash']);
    this.bin = new Bin(this.tree, this.uploads, this.assume['restore-orphan']);
    this.sessions = new Sessions(new Scatter(fixture.seed ?? 1, platform.name));
    this.settings = new Settings(checkSettingsTable(fixture.settings ?? SETTINGS));
    this.favorites = new Favorites((account, id) => {
      const node = this.tree.node(id);
      return node?.kind === 'file' && this.access.sees(account, node) ? node : undefined;
    });
    this.abuse = new Abuse(this.links, this.assume['abuse-report'], platform.now);
    this.synchronisation = new Synchronisation(platform.now);
    this.tools = new Tools(fixture.tools ?? TOOLS);
    this.media = platform.media ?? SILENT;
    this.dataCenters = new DataCenters(fixture.dataCenters ?? [1]);
    this.#populator = new Populator(
      ids,
      this.accounts,
      this.tree,
      this.sharing,
      this.favorites,
      new FixtureContents(platform.digest),
    );
    finish(this.#populator.addAccounts(accounts, 'accounts'));
  }

  /**
   * The same in steps.
   * @throws FixtureError
   */
  static *making(platform: Platform, { accounts, ...settings }: Fixture): Generator<void, World> {
    const world = new World(platform, { ...settings, accounts: [] });
    yield* world.#populator.addAccounts(accounts, 'accounts');
    return world;
  }

  /**
   * Makes a world from a snapshot: equal to the original at first, and independent of it.
   * @param platform its store must be the one that holds the bytes of the snapshot, or live as long
   * @throws Error when the snapshot was dropped
   */
  static restore(platform: Platform, snapshot: Snapshot): Promise<World> {
    const { state, stored, holdings } = snapshot;
    return snapshot.begin(platform, async (begun) => {
      const world = new World(platform, { ...state.settings, accounts: [] }, holdings);
      const bytes = { stored: numbered(stored), arriving: numbered(begun) };
      await finishInTurns(loadWorld(world, state, bytes));
      return world;
    });
  }

  /**
   * Takes a snapshot of this moment: everything visible, and of unfinished uploads the bytes that were
   * received so far. Those are copied afterwards; until then only writes to the same bytes wait.
   * @throws what the storage throws
   */
  async save(): Promise<Snapshot> {
    const { settled } = this.tree.outOfSight;
    if (settled) await settled;
    const kept = new KeptBytes(this.#holdings, this.#platform.contents);
    const state = saveWorld(this, this.#settings, kept);
    return new Snapshot(state, kept.stored, await kept.copied(), this.#holdings);
  }

  /** Frees the bytes of all files and uploads that no snapshot holds. For a world that is replaced. */
  async discard(): Promise<void> {
    await Promise.all([this.uploads.discard(), this.tree.discard()]);
  }

  /**
   * Begins one part of a reserved upload.
   * @param firstByte place of the part's first byte in the file, 64-bit
   * @throws UploadRefusal 1 behind the announced size, 4 unknown session, 5 joining, 6 no such unfinished upload
   */
  openPart(sessionKey: string, fileId: bigint, firstByte: bigint): PartWriter {
    return this.uploads.openPart(this.#sessionOwner(sessionKey), fileId, firstByte);
  }

  /**
   * Counts bytes of an unfinished upload twice: the parts are larger than the file then, and joining
   * them fails. Nothing happens when there is no such upload.
   */
  repeatPart(sessionKey: string, fileId: bigint, bytes: bigint): void {
    const upload = this.uploads.unfinished(this.#sessionOwner(sessionKey), fileId);
    if (upload) upload.surplus += bytes;
  }

  /**
   * Begins a file that arrives in one request, without a reservation.
   * @throws UploadRefusal 4 unknown session or folder
   */
  openWhole(sessionKey: string, target: WholeTarget): WholeWriter {
    return this.uploads.openWhole(this.#sessionOwner(sessionKey), target);
  }

  /**
   * Stages bytes before it is known whether they are a part or a file.
   * @param target where the file goes, if it is one
   */
  stage(sessionKey: string, target: Omit<WholeTarget, 'name'> = {}): Staging {
    return this.#stagings.open(this.sessions.owner(sessionKey), target);
  }

  /** The file with this code in its addresses, unless it is in the recycle bin. */
  fileByCode(code: string): FileNode | undefined {
    const node = this.links.byCode(code);
    return node?.kind === 'file' && !inBin(node) ? node : undefined;
  }

  /** Raises the item's downloadCount for delivered bytes or for a report, as `download-count` says. */
  countDownload(file: FileNode, seen: 'bytes' | 'reported'): void {
    const counting = this.assume['download-count'];
    if (counting !== 'both' && counting !== seen) return;
    const node = this.tree.node(file.id);
    if (node?.kind === 'file') node.downloadCount += 1;
  }

  account(login: string): Account | undefined {
    return this.accounts.get(login);
  }

  freeSpace({ login }: AccountView): bigint {
    return this.accounts.freeSpace(this.#account(login));
  }

  unfinishedUploads(): UnfinishedUpload[] {
    return Array.from(this.uploads, ({ id, name, fullSize, owner, bytes }) => ({
      id,
      name,
      owner: owner.login,
      fullSize,
      received: bytes.received.total,
    }));
  }

  openSession({ login }: AccountView): string {
    return this.sessions.open(this.#account(login));
  }

  addAccount(account: FixtureAccount): Account {
    return finish(this.#populator.addAccount(account));
  }

  /** The same in turns. Nothing of it is visible until all of it is there. */
  async addAccountInTurns(account: FixtureAccount): Promise<Account> {
    return this.tree.outOfSight.whole(finishInTurns(this.#populator.addAccount(account)));
  }

  addFolder(parent: AccountView | FolderNode, folder: FixtureFolder): FolderNode {
    return this.#populator.addFolder(this.#record(parent), folder);
  }

  addFile(parent: AccountView | FolderNode, file: FixtureFile): FileNode {
    return this.#populator.addFile(this.#record(parent), file);
  }

  find(login: string, path: string): TreeNode | undefined {
    let node: TreeNode | undefined = this.account(login)?.root;
    for (const name of path.split('/').filter((part) => part !== '')) {
      if (node?.kind !== 'folder') return undefined;
      node = node.children.named('folder', name)[0] ?? node.children.named('file', name)[0];
    }
    return node;
  }

  async remove(node: TreeNode): Promise<void> {
    const known = this.tree.node(node.id);
    if (known) await this.bin.remove(known);
  }

  /** @throws RangeError when the account is not of this world */
  #account(login: string): Account {
    const account = this.accounts.get(login);
    if (!account) throw new RangeError(`There is no account "${login}" in this world`);
    return account;
  }

  #sessionOwner(sessionKey: string): Account {
    const owner = this.sessions.owner(sessionKey);
    if (!owner) throw new UploadRefusal(4, 'unknown session key');
    return owner;
  }

  #record(parent: AccountView | FolderNode): FolderRecord {
    const [owner, id] = 'root' in parent ? [parent, ROOT_ALIAS] : [parent.owner, parent.id];
    return this.tree.folder(this.#account(owner.login), id);
  }
}
