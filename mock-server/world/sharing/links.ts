import { sameSecret } from '../accounts/credentials.js';
import { FileNotFound, FolderNotFound, InvalidLink } from '../errors.js';
import type { TreeNode } from '../nodes.js';
import type { Scatter } from '../opening/scatter.js';
import type { FileRecord, FolderRecord, NodeRecord } from '../records.js';
import { inBin } from '../tree/walk.js';

/** Keeps link passwords apart from other texts made of the same id. */
const PASSWORD_PURPOSE = 100;

const FOLDER_WORDS: ReadonlySet<string> = new Set(['folder', 'dir', 'minifolder']);

/** A parsed address of a file or folder. The old shape has id and password, the new one a code. */
interface ReadLink {
  readonly kind: TreeNode['kind'];
  readonly code?: string;
  readonly id?: bigint;
  readonly password?: string;
}

/** The codes and passwords in addresses, and what an address refers to. */
export class Links {
  readonly #byCode = new Map<string, bigint>();

  constructor(
    private readonly scatter: Scatter,
    private readonly codeLength: number,
    private readonly node: (id: bigint) => NodeRecord | undefined,
  ) {}

  /** The code of an id: unique, and always the same for a seed. */
  allot(id: bigint): string {
    for (let attempt = 0; ; attempt++) {
      const code = this.scatter.code(id, this.codeLength, attempt);
      const holder = this.#byCode.get(code);
      if (holder !== undefined && holder !== id) continue;
      this.#byCode.set(code, id);
      return code;
    }
  }

  /** Restores a code from a snapshot. */
  load({ code, id }: Pick<TreeNode, 'code' | 'id'>): void {
    this.#byCode.set(code, id);
  }

  forget(node: TreeNode): void {
    this.#byCode.delete(node.code);
  }

  /** The generated password of a file or folder: 8 lower-case hex digits, as in addresses of the old shape. */
  password(node: TreeNode): string {
    return this.scatter.hex(node.id, 1, PASSWORD_PURPOSE);
  }

  /** The file or folder with this code, also one in the recycle bin. */
  byCode(code: string): NodeRecord | undefined {
    const id = this.#byCode.get(code);
    return id === undefined ? undefined : this.node(id);
  }

  /**
   * The file or folder of an address of any known shape, on any host. Those in the recycle bin have none.
   * The first word only tells folders from files. Source: client; the query is ignored.
   * @throws InvalidLink when it is no such address
   * @throws FileNotFound when nothing is there
   */
  resolve(link: string): NodeRecord {
    const parts = segments(link);
    const readings = [...readParts(parts), ...readBelow(parts)];
    if (readings.length === 0) throw new InvalidLink();
    for (const reading of readings) {
      const node = reading.code !== undefined ? this.byCode(reading.code) : this.#byPassword(reading);
      if (node && node.kind === reading.kind && !inBin(node)) return node;
    }
    throw new FileNotFound();
  }

  /**
   * @throws InvalidLink when it is no address of a known shape
   * @throws FileNotFound when it is no file
   */
  resolveFile(link: string): FileRecord {
    const node = this.resolve(link);
    if (node.kind !== 'file') throw new FileNotFound();
    return node;
  }

  /**
   * @throws InvalidLink when it is no address of a known shape
   * @throws FolderNotFound when it is no folder
   */
  resolveFolder(link: string): FolderRecord {
    const node = this.resolve(link);
    if (node.kind !== 'folder') throw new FolderNotFound();
    return node;
  }

  #byPassword({ id, password }: ReadLink): NodeRecord | undefined {
    const node = id === undefined ? undefined : this.node(id);
    return node && password !== undefined && sameSecret(password, this.password(node)) ? node : undefined;
  }
}

/** What addresses of files begin with (client). */
const FILE_WORDS: ReadonlySet<string> = new Set([
  ...['file', 'photo', 'video', 'audio', 'mp3', 'music', 'document', 'office', 'archive', 'rar', 'zip'],
  ...['get', 'embed', 'download', 'img'],
]);

/** The prefix of a service below a path. */
function readBelow(parts: readonly string[]): ReadLink[] {
  const begin = parts.findIndex((part, at) => at > 0 && (FILE_WORDS.has(part) || FOLDER_WORDS.has(part)));
  return begin < 0 ? [] : readParts(parts.slice(begin));
}

/** All readings of an address: eight digits may be an id as well as a code. Empty when it has no known shape. */
function readParts([word, first, second]: readonly string[]): ReadLink[] {
  if (word === undefined || first === undefined) return [];
  const kind = FOLDER_WORDS.has(word) ? 'folder' : 'file';
  const readings: ReadLink[] = [];
  if (/^\d{1,19}$/.test(first) && second !== undefined && /^[0-9a-f]{8}$/.test(second)) {
    readings.push({ kind, id: BigInt(first), password: second });
  }
  if (/^(?:[\w-]{8}|[\w-]{10})$/.test(first)) readings.push({ kind, code: first });
  return readings;
}

/** The path without scheme, host, query and the prefix `/~<name>` of a namespace. */
function segments(link: string): string[] {
  const path = link.trim().replace(/[?#].*$/s, '');
  const withoutHost = /^(?:https?:)?\/\/[^/]*/i.exec(path);
  const parts = path
    .slice(withoutHost?.[0].length ?? 0)
    .split('/')
    .filter((part) => part !== '');
  if (!withoutHost && !path.startsWith('/') && parts[0]?.includes('.')) parts.shift();
  if (parts[0]?.startsWith('~')) parts.shift();
  return parts;
}
