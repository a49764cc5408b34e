import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 250;

/** Read at the start of the process: the parent may end soon after. */
const PARENT = process.ppid;

/**
 * Sends this process SIGTERM when the process that started it ends. A signal to `npm start`, npx or a shell does not
 * always reach their children, and SIGKILL never does.
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
/** Processes that adopt orphans, besides process 1. */
const INITS = /^(?:systemd|init|launchd|tini|docker-init|dumb-init)\b/;

/** The id of no process. */
const GONE = 0;

/**
 * The parent of the shell that npm or npx runs commands through: the shell outlives npm. The parent may be gone already,
 * such as when `npm start` was killed during the build.
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

/** The parent of a process and the name of its program; 0 and an empty name if the process is gone. */
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
    // Gone, or not readable: then only a changed parent id shows that the parent ended.
    return { parent: 0, command: '' };
  }
}

function isAlive(pid: number): boolean {
  if (pid === GONE) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
