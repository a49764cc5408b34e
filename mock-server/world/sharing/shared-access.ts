import type { Account } from '../accounts/accounts.js';
import { sameSecret } from '../accounts/credentials.js';
import type { Assumptions } from '../assumptions/assumptions.js';
import { FolderClosed, type FolderClosedCode } from '../errors.js';
import type { FolderNode } from '../nodes.js';
import { inBin } from '../tree/walk.js';
import type { Links } from './links.js';
import type { Sharing } from './sharing.js';

/** The passwords for a folder. An undefined one is not checked. */
interface FolderKeys {
  /** The generated password. */
  readonly generated?: string | undefined;
  /** The one that the owner chose. */
  readonly chosen?: string | undefined;
}

/** Who may open a shared folder: the codes of checkSharedDirAccess. Source: wiki. */
export class SharedAccess {
  constructor(
    private readonly links: Links,
    private readonly sharing: Sharing,
    private readonly order: Assumptions['access-order'],
    private readonly isBlocked: (folder: FolderNode) => boolean,
  ) {}

  /**
   * 0, or the code for why a folder stays closed. Its owner may always open it (assumption), unless it is in
   * the recycle bin. Undefined: no account, or no folder.
   */
  check(
    account: Account | undefined,
    folder: FolderNode | undefined,
    keys: FolderKeys,
  ): FolderClosedCode | 0 {
    if (!folder) return 1;
    if (account === folder.owner) return inBin(folder) ? 1 : 0;
    const closed = this.#reasons(folder, keys);
    return this.order.find((code): code is FolderClosedCode => closed.has(code)) ?? 0;
  }

  /**
   * Opens a folder, which the account may use from then on.
   * @throws FolderClosed
   */
  open<Folder extends FolderNode>(
    account: Account | undefined,
    folder: Folder | undefined,
    keys: FolderKeys,
  ): Folder {
    const code = this.check(account, folder, keys);
    if (!folder || code !== 0) throw new FolderClosed(code === 0 ? 1 : code);
    if (account && account !== folder.owner) this.sharing.open(account, folder);
    return folder;
  }

  #reasons(folder: FolderNode, { generated, chosen }: FolderKeys): ReadonlySet<number> {
    const share = this.sharing.shareOf(folder);
    const top = share?.folder ?? folder;
    // assumption: below a shared folder, the generated password of either folder opens.
    const fits = (key: string) => [folder, top].some((lock) => sameSecret(key, this.links.password(lock)));
    const { password } = this.sharing.properties(top);
    const reasons: Readonly<Record<FolderClosedCode, boolean>> = {
      1: inBin(folder),
      2: !folder.owner.active,
      3: this.isBlocked(folder),
      4: generated !== undefined && !fits(generated),
      5: share === undefined,
      6: folder.owner.banned,
      // assumption: a superfluous password does no harm.
      8: chosen !== undefined && password !== '' && !sameSecret(chosen, password),
    };
    return new Set(
      Object.entries(reasons)
        .filter(([, holds]) => holds)
        .map(([code]) => Number(code)),
    );
  }
}
