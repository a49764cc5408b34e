import { homedir } from 'node:os';
import { join } from 'node:path';

const NAME = '4shared-testkit';

/** The folder that keeps the certificate authority of this user: where programs of this system keep a user's data. */
export function defaultCaFolder(env = process.env, platform = process.platform, home = homedir()): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', NAME);
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), NAME);
  // XDG Base Directory Specification: a relative path must be ignored.
  const data = env['XDG_DATA_HOME'];
  return join(data?.startsWith('/') ? data : join(home, '.local', 'share'), NAME);
}
