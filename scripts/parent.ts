import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 250;

/**
 * Ends this process, as SIGTERM does, when the process that started it ends. A signal to `npm start`, to npx or to a shell
 * does not always reach what they have started, and SIGKILL never does.
 */
export function endWithParent(): void {
  const parent = process.ppid;
  const starter = starterThrough(parent);
  const look = setInterval(() => {
    if (process.ppid === parent && (starter === undefined || isAlive(starter))) return;
    clearInterval(look);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS).unref();
}

/** npm and npx run commands through a shell, which outlives them: then the one that counts is its parent. */
function starterThrough(shell: number): number | undefined {
  if (process.env['npm_execpath'] === undefined || process.platform === 'win32') return undefined;
  const { parent, command } = facts(shell);
  return /^(?:npm|npx|node)\b/.test(command) || parent <= 1 ? undefined : parent;
}

/** The parent of a process, and the name of what it runs; 0 when it is gone already. */
function facts(pid: number): { readonly parent: number; readonly command: string } {
  try {
    if (process.platform === 'linux') {
      const [, command = '', parent = '0'] =
        /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
      return { parent: Number(parent), command };
    }
    const [, parent = '0', path = ''] =
      /^\s*(\d+)\s+(.*)/.exec(
        execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' }),
      ) ?? [];
    return { parent: Number(parent), command: path.trim().replace(/^.*\//, '') };
  } catch {
    // Gone, or not to be looked at. What can be seen without it is whether the parent is still the same.
    return { parent: 0, command: '' };
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there and belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
