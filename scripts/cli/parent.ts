import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 250;

/** As early as can be: it may end before anything looks at it. */
const PARENT = process.ppid;

/**
 * Ends this process, as SIGTERM does, when the process that started it ends. A signal to `npm start`, to npx or to a shell
 * does not always reach what they have started, and SIGKILL never does.
 */
export function endWithParent(): void {
  const starter = starterThrough(PARENT);
  const look = setInterval(() => {
    if (process.ppid === PARENT && (starter === undefined || isAlive(starter))) return;
    clearInterval(look);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS).unref();
}

const STARTERS = /^(?:npm|npx|node|pnpm|yarn|bun)\b/;
/** Besides the process with the number 1: it takes over whoever has lost his parent. */
const INITS = /^(?:systemd|init|launchd|tini|docker-init|dumb-init)\b/;

/** A process that is never there. */
const GONE = 0;

/**
 * npm and npx run commands through a shell, which outlives them: then the one that counts is its parent. That may be gone
 * already, such as while `npm start` was still building.
 */
function starterThrough(shell: number): number | undefined {
  if (process.env['npm_execpath'] === undefined || process.platform === 'win32') return undefined;
  const { parent, command } = facts(shell);
  if (command === '' || STARTERS.test(command)) return undefined;
  if (isInit(shell, command)) return GONE;
  return isInit(parent, facts(parent).command) ? GONE : parent;
}

const isInit = (pid: number, command: string): boolean =>
  !STARTERS.test(command) && (pid <= 1 || INITS.test(command));

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
  if (pid === GONE) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there and belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
