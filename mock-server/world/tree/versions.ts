import { VersionNotFound } from '../errors.js';
import type { FileNode, StoredBytes } from '../nodes.js';

/** One version of a file, as it is downloaded. */
export interface FileVersion extends StoredBytes {
  readonly file: FileNode;
  /** 1 is the first one; the file's own is the newest. */
  readonly version: number;
  /** When the file got these bytes, in milliseconds since 1970. */
  readonly date: number;
}

/** The newest version. */
export function newestVersion(file: FileNode): FileVersion {
  return ofFile(file, file, file.version, file.date);
}

/**
 * A version by its number, which counts from 1 up to that of the item (assumption).
 * @throws VersionNotFound
 */
export function fileVersion(file: FileNode, version: number): FileVersion {
  if (version === file.version) return newestVersion(file);
  const older = file.older[version - 1];
  if (!older) throw new VersionNotFound(version, file.version);
  return ofFile(file, older.stored, version, older.date);
}

function ofFile(file: FileNode, stored: StoredBytes, version: number, date: number): FileVersion {
  const { content, size } = stored;
  return {
    file,
    content,
    size,
    version,
    date,
    get md5() {
      return stored.md5;
    },
  };
}
