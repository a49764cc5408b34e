import { readFileSync, readlinkSync } from 'node:fs';
import { lstat, readdir, rmdir, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { md5 } from './digest.js';
import { codeOf } from './errors.js';

/**
 * The name of a storage folder identifies its process: machine, number and start time. So the
 * next process can remove the folder of a killed one, and nothing else.
 */
const NAME = /^4shared-testkit-([0-9a-f]{8})-(\d+)-(\d+)-[A-Za-z0-9]{6}$/;

/** Prefix of folder names of this process; six random letters or digits follow. */
export function folderPrefix(): string {
  return `4shared-testkit-${realm()}-${process.pid}-${processOf(process.pid)?.begin ?? 0}-`;
}

/**
 * Removes the storage folders in `parent` whose processes have ended. A folder stays when it may belong to a process that
 * lives, or to another user or machine, is no folder, or holds anything but the files of a storage.
 * @returns the folders that should have been removed and could not, with the reasons
 */
export async function removeLeftovers(parent: string): Promise<readonly Error[]> {
  const failures: Error[] = [];
  const here = realm();
  for (const name of await readdir(parent)) {
    const [, where, pid, begin] = NAME.exec(name) ?? [];
    if (where !== here || hasProcess(Number(pid), Number(begin))) continue;
    try {
      await removeStorage(join(parent, name));
    } catch (error) {
      // Another process was faster.
      if (codeOf(error) !== 'ENOENT')
        failures.push(error instanceof Error ? error : new Error(String(error)));
    }
  }
  return failures;
}

async function removeStorage(folder: string): Promise<void> {
  // lstat, so that a symbolic link is no folder.
  const facts = await lstat(folder);
  if (!facts.isDirectory() || facts.uid !== (process.getuid?.() ?? facts.uid)) return;
  const files = await readdir(folder, { withFileTypes: true });
  if (!files.every((file) => file.isFile() && /^\d+$/.test(file.name))) return;
  for (const { name } of files) await unlink(join(folder, name));
  await rmdir(folder);
}

/** Whether a process with this number and start time is alive; where start times are unknown, any with this number. */
function hasProcess(pid: number, begin: number): boolean {
  const present = processOf(pid);
  if (present) return !present.hasEnded && (present.begin === begin || begin === 0);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is alive, and belongs to another user.
    return codeOf(error) !== 'ESRCH';
  }
}

/**
 * Start time of a process in ticks since boot, and whether it is a zombie.
 * Undefined where that is unknown, or without such a process.
 */
function processOf(pid: number): { readonly begin: number; readonly hasEnded: boolean } | undefined {
  // The name of the program may have blanks and brackets in it.
  const fields = textOf(`/proc/${pid}/stat`)?.replace(/^.*\)/s, '').trim().split(/\s+/) ?? [];
  const begin = Number(fields[19]);
  return Number.isSafeInteger(begin) ? { begin, hasEnded: /[ZXx]/.test(fields[0] ?? '') } : undefined;
}

/** Process numbers are valid only on one machine, since its boot, and in one container. */
function realm(): string {
  const digest = md5();
  const boot = textOf('/proc/sys/kernel/random/boot_id');
  digest.update(Buffer.from(`${hostname()} ${boot} ${namespaceOfNumbers()}`));
  return digest.hex().slice(0, 8);
}

function namespaceOfNumbers(): string | undefined {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return undefined;
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
