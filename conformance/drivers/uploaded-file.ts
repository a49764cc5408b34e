import { copyFile, link, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes that the name of a file may have on the usual file systems. */
const LONGEST_NAME = 255;

/** Whether a file on disk, or an argument of a program, can have this name. */
export const isNameOfFile = (name: string): boolean =>
  isArgument(name) &&
  name !== '' &&
  name !== '.' &&
  name !== '..' &&
  !name.includes('/') &&
  Buffer.byteLength(name) <= LONGEST_NAME;

/** Whether a program can be given this text: it is well-formed, and has no NUL. */
export const isArgument = (text: string): boolean =>
  !text.includes('\0') && Buffer.from(text).toString() === text;

/** A file under another name, in a new folder. */
export async function underName(
  file: string,
  name: string,
): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), '4shared-testkit-upload-'));
  const path = join(folder, name);
  try {
    // Not on every file system, and not across two of them.
    await link(file, path).catch(() => copyFile(file, path));
  } catch (error) {
    await rm(folder, { recursive: true });
    throw error;
  }
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
