import type { AccountSettings } from '../accounts/accounts.js';
import type { ChosenAssumptions } from '../assumptions/assumptions.js';
import type { StoredBytes } from '../nodes.js';
import type { SettingsGroup } from '../settings/settings-table.js';
import type { Tool } from '../settings/tools.js';
import type { ChosenSharing } from '../sharing/sharing-properties.js';

export { FixtureError } from '../errors.js';

/** The initial state of a world. Everything but the accounts has a default. */
export interface Fixture {
  /** Decides the codes in addresses and the session keys. Default 1. */
  readonly seed?: number | undefined;
  /** The id of the first root folder; the others follow. 64-bit. Default 1000000001. */
  readonly firstId?: bigint | undefined;
  /** Handed out in turn; an empty list makes getNewFileDataCenter answer 0. Default [1]. */
  readonly dataCenters?: readonly number[] | undefined;
  /** What hasRightUpload says. Default true. */
  readonly uploadsEnabled?: boolean | undefined;
  /** Chosen assumptions as they are written; see ASSUMPTIONS. */
  readonly assume?: ChosenAssumptions | undefined;
  /** The table of settings, in place of the made-up one. */
  readonly settings?: readonly SettingsGroup[] | undefined;
  /** The programs that getToolList names, in place of the made-up ones. */
  readonly tools?: readonly Tool[] | undefined;
  readonly accounts: readonly FixtureAccount[];
}

/** An account of a fixture, with all that it begins with. Sizes are bytes, 64-bit. */
export interface FixtureAccount extends AccountSettings, FixtureContentsOf {}

/** The direct contents of a folder, or of an account's root. */
export interface FixtureContentsOf {
  readonly folders?: readonly FixtureFolder[] | undefined;
  readonly files?: readonly FixtureFile[] | undefined;
}

/** A folder of a fixture, with its contents. */
export interface FixtureFolder extends FixtureContentsOf {
  readonly name: string;
  /** Default: the next one. 64-bit. */
  readonly id?: bigint | undefined;
  /** Whether it lies in the recycle bin, with everything in it. Default false. */
  readonly removed?: boolean | undefined;
  /** How it is shared; `shared` is true then unless it says otherwise. Default: not at all. */
  readonly sharing?: ChosenSharing | undefined;
  readonly description?: string | undefined;
}

/**
 * A file. Its bytes are `text` in UTF-8, `base64`, `size` bytes of a pattern, or a `content` elsewhere that is
 * only read; by default there are none.
 */
export interface FixtureFile {
  readonly name: string;
  /** Default: the next one. 64-bit. */
  readonly id?: bigint | undefined;
  readonly text?: string | undefined;
  readonly base64?: string | undefined;
  /** In bytes, 64-bit. The bytes are made when they are read. */
  readonly size?: bigint | undefined;
  /**
   * The digest of the bytes that `size` makes, in lower-case hex. Taken as it is, so that the first listing of a file of
   * many GiB need not compute it.
   */
  readonly md5?: string | undefined;
  readonly content?: StoredBytes | undefined;
  /** When it was made: a text in ISO 8601, or milliseconds since 1970. Default: now. */
  readonly date?: string | number | Date | undefined;
  /** Whether it lies in the recycle bin. Default false. */
  readonly removed?: boolean | undefined;
  /** Whether it is one of its owner's favorites. Default false. */
  readonly favorite?: boolean | undefined;
  /** The three texts that getFileDescription answers with. */
  readonly description?: string | undefined;
  readonly keywords?: string | undefined;
  readonly comment?: string | undefined;
}
