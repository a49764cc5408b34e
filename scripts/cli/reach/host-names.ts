import type { FourSharedFake } from '../../../mock-server/index.js';
import { trustFiles } from './trust-files.js';

/** How the whole system trusts a certificate, by platform. */
const TRUST: Readonly<Record<string, (ca: string) => string>> = {
  linux: (ca) =>
    `sudo cp '${ca}' /usr/local/share/ca-certificates/4shared-testkit.crt && sudo update-ca-certificates`,
  darwin: (ca) => `security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db '${ca}'`,
  win32: (ca) => `certutil -user -addstore Root "${ca}"`,
};

const HOSTS_FILE =
  process.platform === 'win32' ? String.raw`C:\Windows\System32\drivers\etc\hosts` : '/etc/hosts';

/** Names in a line of a hosts file: Windows ignores the tenth and those behind it. */
const PER_LINE = 9;

/**
 * Listens on port 443, too.
 * @returns what is left to do so that programs find the fake by the names of the service's hosts
 * @throws Error of node:net or node:fs; the fake is closed then
 */
export async function serveHostNames(
  fake: FourSharedFake,
  { host, caFolder }: { readonly host: string; readonly caFolder?: string | undefined },
): Promise<string> {
  try {
    await fake.listen({ port: 443, host });
    const { ca } = await trustFiles(caFolder);
    const trust = TRUST[process.platform] ?? ((file: string) => `trust ${file}`);
    return `
Add these lines to ${HOSTS_FILE}, and remove them afterwards:

${hostsLines(fake.hostNames(), new URL(fake.url).hostname).join('\n')}

Programs must trust ${ca}; for the whole system:

  ${trust(ca)}
`;
  } catch (error) {
    await fake.close();
    throw error;
  }
}

function hostsLines(names: readonly string[], address: string): string[] {
  const lines: string[] = [];
  for (let at = 0; at < names.length; at += PER_LINE)
    lines.push(`${address.replace(/^\[|\]$/g, '')} ${names.slice(at, at + PER_LINE).join(' ')}`);
  return lines;
}
