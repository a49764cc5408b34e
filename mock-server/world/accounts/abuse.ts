import type { Assumptions } from '../assumptions/assumptions.js';
import { WorldError } from '../errors.js';
import type { FolderNode, TreeNode } from '../nodes.js';
import type { Links } from '../sharing/links.js';
import type { References } from '../state/references.js';
import { LONGEST, tooLong } from '../tree/text-length.js';
import type { Account } from './accounts.js';

/** How many reports are kept, the newest ones (assumption). */
const KEPT = 1000;

/** A report of abuse as sent. Only the position of the flag is certain; the names are ours. */
interface SentReport {
  readonly isDirectory: boolean;
  readonly link: string;
  readonly reason: string;
  readonly name: string;
  readonly company: string;
  readonly email: string;
  readonly phone: string;
  readonly message: string;
}

/** A stored report. It refers to its subject by id, 64-bit, so that a purged file holds no memory. */
interface AbuseReport extends SentReport {
  readonly reporter: Account;
  readonly id: bigint;
  /** In milliseconds since 1970. */
  readonly date: number;
}

/** All reports that are kept, oldest first, with the logins of their reporters, and the folders that are blocked. */
export interface AbuseState {
  readonly reports: readonly (Omit<AbuseReport, 'reporter'> & { readonly login: string })[];
  readonly blocked: readonly bigint[];
}

/** Reports of abuse, and the folders that were blocked for it. */
export class Abuse {
  readonly #reports: AbuseReport[] = [];
  readonly #blocked = new WeakSet<FolderNode>();

  constructor(
    private readonly links: Links,
    private readonly effect: Assumptions['abuse-report'],
    private readonly now: () => number,
  ) {}

  /** The newest 1000 reports, oldest first. */
  get reports(): readonly AbuseReport[] {
    return this.#reports;
  }

  /**
   * Stores a report. It blocks the folder only with `abuse-report=blocks`.
   * @returns an empty text, or why it was refused (assumption)
   */
  report(reporter: Account, sent: SentReport): string {
    const node = this.#find(sent);
    if (typeof node === 'string') return node;
    const long = Object.entries(sent).map(([what, text]) => tooLong(what, String(text), LONGEST.description));
    const complaint = long.find((one) => one !== undefined);
    if (complaint !== undefined) return complaint;
    if (this.#reports.length === KEPT) this.#reports.shift();
    this.#reports.push({ ...sent, reporter, id: node.id, date: this.now() });
    if (node.kind === 'folder' && this.effect === 'blocks') this.block(node);
    return '';
  }

  /** Closes a folder to others. That the folders in it are closed with it: assumption. */
  block(folder: FolderNode): void {
    this.#blocked.add(folder);
  }

  unblock(folder: FolderNode): void {
    this.#blocked.delete(folder);
  }

  /** Whether a folder or one above it was blocked. */
  isBlocked(folder: FolderNode): boolean {
    for (let here: FolderNode | undefined = folder; here; here = here.parent) {
      if (this.#blocked.has(here)) return true;
    }
    return false;
  }

  save(folders: Iterable<FolderNode>): AbuseState {
    const reports = this.#reports.map(({ reporter, ...report }) => ({ ...report, login: reporter.login }));
    const blocked = Array.from(folders).filter((folder) => this.#blocked.has(folder));
    return { reports, blocked: blocked.map(({ id }) => id) };
  }

  load({ reports, blocked }: AbuseState, { account, folder }: References): void {
    for (const { login, ...report } of reports) this.#reports.push({ ...report, reporter: account(login) });
    for (const id of blocked) this.block(folder(id));
  }

  #find({ link, isDirectory }: SentReport): TreeNode | string {
    try {
      const node = this.links.resolve(link);
      if ((node.kind === 'folder') === isDirectory) return node;
      return `The link is not that of a ${isDirectory ? 'folder' : 'file'}.`;
    } catch (error) {
      if (error instanceof WorldError) return error.message;
      throw error;
    }
  }
}
