import type { Abuse, AbuseState } from '../accounts/abuse.js';
import type { AccountState, Accounts } from '../accounts/accounts.js';
import type { SessionState, Sessions } from '../accounts/sessions.js';
import type { FolderNode } from '../nodes.js';
import type { Fixture } from '../opening/fixture.js';
import type { Settings, SettingsState } from '../settings/settings.js';
import type { Favorites, FavoritesState } from '../sharing/favorites.js';
import type { FolderLinks, FolderLinksState } from '../sharing/folder-links.js';
import type { FolderSharingState, Sharing } from '../sharing/sharing.js';
import type { HistoryState } from '../tree/history.js';
import type { Synchronisation, SyncState } from '../tree/synchronisation.js';
import type { Tree } from '../tree/tree.js';
import type { DataCenters } from '../uploads/data-centers.js';
import type { Uploads, UploadsState } from '../uploads/uploads.js';
import type { BytesKeeper, References } from './references.js';
import { knownFolders, loadRoot, loadTree, saveTree, type TreeState } from './tree-state.js';

/** What a world is made with besides its accounts. It never changes. */
export type WorldSettings = Omit<Fixture, 'accounts'>;

/**
 * The state of a world as plain data: accounts are named by their logins, files and folders by their ids (64-bit), and
 * bytes by their numbers in the snapshot.
 */
export interface WorldState {
  readonly settings: WorldSettings;
  readonly accounts: readonly AccountState[];
  readonly tree: TreeState;
  readonly history: HistoryState;
  readonly uploads: UploadsState;
  readonly sessions: readonly SessionState[];
  readonly sharing: readonly FolderSharingState[];
  readonly folderLinks: readonly FolderLinksState[];
  readonly chosenSettings: readonly SettingsState[];
  readonly favorites: readonly FavoritesState[];
  readonly abuse: AbuseState;
  readonly synchronisation: readonly SyncState[];
  /** Data centers handed out so far. */
  readonly dataCenterTurn: number;
}

/** The subjects of a world that have a state. */
interface StatefulParts {
  readonly accounts: Accounts;
  readonly tree: Tree;
  readonly uploads: Uploads;
  readonly sessions: Sessions;
  readonly sharing: Sharing;
  readonly folderLinks: FolderLinks;
  readonly settings: Settings;
  readonly favorites: Favorites;
  readonly abuse: Abuse;
  readonly synchronisation: Synchronisation;
  readonly dataCenters: DataCenters;
}

/** The state at this moment. Nothing in it changes when the world does. */
export function saveWorld(world: StatefulParts, settings: WorldSettings, keeper: BytesKeeper): WorldState {
  const { accounts, tree } = world;
  const folders = knownFolders(tree);
  const known: ReadonlySet<FolderNode> = new Set(folders);
  const isKnown = (folder: FolderNode): boolean => known.has(folder);
  return {
    settings,
    accounts: accounts.save(),
    tree: saveTree(tree, folders, keeper),
    history: tree.history.save(accounts),
    uploads: world.uploads.save(keeper),
    sessions: world.sessions.save(),
    sharing: world.sharing.save(folders, isKnown),
    folderLinks: world.folderLinks.save(accounts, isKnown),
    chosenSettings: world.settings.save(accounts),
    favorites: world.favorites.save(accounts),
    abuse: world.abuse.save(folders),
    synchronisation: world.synchronisation.save(folders),
    dataCenterTurn: world.dataCenters.save(),
  };
}

/** Puts a state into a world that was made with its settings and has no accounts yet. In steps. */
export function* loadWorld(
  world: StatefulParts,
  state: WorldState,
  bytes: Pick<References, 'stored' | 'arriving'>,
): Generator<void, void> {
  const account: References['account'] = (login) => {
    const known = world.accounts.get(login);
    if (!known) throw new Error(`The state has no account ${login}`);
    return known;
  };
  world.accounts.load(state.accounts, (owner, root) => loadRoot(world.tree, owner, root));
  yield;
  const folder = yield* loadTree(world.tree, state.tree, bytes);
  const references: References = { ...bytes, account, folder };
  world.tree.history.load(state.history, references);
  yield;
  world.uploads.load(state.uploads, references);
  world.sessions.load(state.sessions, references);
  world.sharing.load(state.sharing, references);
  world.folderLinks.load(state.folderLinks, references);
  world.settings.load(state.chosenSettings, references);
  yield;
  world.favorites.load(state.favorites, references);
  yield;
  world.abuse.load(state.abuse, references);
  world.synchronisation.load(state.synchronisation, references);
  world.dataCenters.load(state.dataCenterTurn);
}
