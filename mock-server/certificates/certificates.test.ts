import { execFileSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, TLSSocket } from 'node:tls';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installed, needs } from '../../scripts/testing/installed.js';
import { type Authority, openAuthority } from './authority.js';
import { defaultCaFolder } from './ca-folder.js';
import { hostCertificate } from './certificate.js';
import { addressBytes, certifiedNames, isPermitted, maskBytes } from './constraints.js';
import { HostCertificates } from './host-certificates.js';
import { TRUST_STORE_PASSWORD, trustStore } from './trust-store.js';

const DAY = 24 * 60 * 60 * 1000;
let root: string;
let ca: Authority;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'ca-test-'));
  ca = await openAuthority(root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const folder = (): string => mkdtempSync(join(root, 'ca-'));

describe('the authority of a user', () => {
  test('is made once, and only its owner can read the key', async () => {
    const home = join(folder(), 'not', 'there', 'yet');
    const first = await openAuthority(home);
    const again = await openAuthority(home);
    expect([first.made, again.made]).toEqual(['first', undefined]);
    expect(again.key).toBe(first.key);
    expect(readdirSync(home).sort()).toEqual(['ca-1.key.pem', 'ca.pem']);
    expect(statSync(join(home, 'ca-1.key.pem')).mode & 0o777).toBe(0o600);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect(readFileSync(first.file, 'utf8')).toBe(first.certificate);
    expect(first.to - first.from).toBe(90 * DAY);
  });

  test('is one for all that start at the same time, at first and when it has run out', async () => {
    const home = folder();
    const all = await Promise.all(Array.from({ length: 2 }, () => openAuthority(home)));
    expect(new Set(all.map(({ key }) => key)).size).toBe(1);
    expect(all.filter(({ made }) => made === 'first')).toHaveLength(1);
    const later = (all[0]?.to ?? 0) + 1;
    const renewed = await Promise.all(Array.from({ length: 2 }, () => openAuthority(home, { now: later })));
    expect(new Set(renewed.map(({ key }) => key)).size).toBe(1);
    expect(renewed[0]?.key).not.toBe(all[0]?.key);
    expect(renewed.filter(({ made }) => made === 'renewed')).toHaveLength(1);
    expect(readdirSync(home).sort()).toEqual(['ca-2.key.pem', 'ca.pem']);
  });

  test('is renewed on request', async () => {
    const home = folder();
    const first = await openAuthority(home);
    const second = await openAuthority(home, { renew: true });
    expect(second.made).toBe('renewed');
    expect(readFileSync(first.file, 'utf8')).toBe(second.certificate);
  });

  test('that is broken is reported with its file', async () => {
    const home = folder();
    writeFileSync(join(home, 'ca-1.key.pem'), 'nothing');
    await expect(openAuthority(home)).rejects.toThrow(/ca-1\.key\.pem is no certificate authority/);
  });

  test.each([
    [{ XDG_DATA_HOME: '/data' }, 'linux', '/data/4shared-testkit'],
    [{ XDG_DATA_HOME: 'data' }, 'linux', '/home/me/.local/share/4shared-testkit'],
    [{}, 'darwin', '/home/me/Library/Application Support/4shared-testkit'],
    [{ LOCALAPPDATA: '/local' }, 'win32', '/local/4shared-testkit'],
  ] as const)('is among the data of the user: %j on %s', (env, platform, expected) => {
    expect(defaultCaFolder(env, platform, '/home/me')).toBe(expected);
  });
});

/** What a client says that trusts the authority; undefined if it accepts the certificate. */
async function complaint(
  certificates: HostCertificates,
  host: string,
  servername = host,
): Promise<string | undefined> {
  const context = await certificates.contextFor(host);
  const server = createServer((socket) => {
    new TLSSocket(socket, { isServer: true, secureContext: context }).on('error', () => {});
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = connect({
    port,
    host: '127.0.0.1',
    ca: ca.certificate,
    servername,
    rejectUnauthorized: false,
  });
  await once(client, 'secureConnect');
  const error = client.authorizationError;
  client.destroy();
  server.close();
  return error === undefined || error === null ? undefined : String(error);
}

describe('certificates of hosts', () => {
  test.each(['api.4shared.com', '4shared.com', 'dc12.4shared.com', 'localhost'])('%s', async (host) => {
    const certificates = new HostCertificates(root, () => {});
    expect(await complaint(certificates, host)).toBeUndefined();
    const other = host === 'localhost' ? 'www.4shared.com' : 'localhost';
    expect(await complaint(certificates, host, other)).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  test('an authority that has run out makes way for a new one, and this is reported', async () => {
    const home = folder();
    let now = Date.now();
    const reports: (string | undefined)[] = [];
    const certificates = new HostCertificates(
      home,
      ({ made }) => reports.push(made),
      () => now,
    );
    const first = await certificates.contextFor('localhost');
    expect(await certificates.contextFor('localhost')).toBe(first);
    now += 90 * DAY;
    expect(await certificates.contextFor('localhost')).not.toBe(first);
    expect(reports).toEqual(['first', 'renewed']);
  });

  test.skipIf(!installed('openssl'))(
    `openssl accepts what the authority may certify, and nothing else${needs(installed('openssl'), 'openssl')}`,
    async () => {
      const home = folder();
      const key = createPublicKey(ca.hostKey).export({ type: 'spki', format: 'pem' }).toString();
      const verdict = (host: string): string => {
        const file = join(home, 'host.pem');
        writeFileSync(file, hostCertificate(key, certifiedNames(host), ca, ca));
        try {
          return execFileSync('openssl', ['verify', '-x509_strict', '-CAfile', ca.file, file], {
            encoding: 'utf8',
            stdio: 'pipe',
          });
        } catch (error) {
          return String(error);
        }
      };
      const hosts = [
        ...['api.4shared.com', '4shared.com', 'localhost', '127.0.0.1', '127.9.9.9', '::1', '192.168.7.1'],
        ...['4shared.com.example', 'not4shared.com', 'example.com', '192.0.2.1', '126.0.0.1', '128.0.0.1'],
        ...['2001:db8::1', '::2', 'fe80::1'],
      ];
      for (const host of hosts)
        expect(verdict(host), host).toMatch(isPermitted(host) ? /: OK\n$/ : /permitted subtree violation/);
      expect(hosts.filter(isPermitted)).toEqual([...hosts.slice(0, 7), 'fe80::1']);
    },
  );

  test('the mask of a network has as many bits as its prefix', () => {
    const bits = (bytes: Uint8Array): string =>
      [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    fc.assert(
      fc.property(fc.constantFrom(4, 16), fc.nat(128), (length, nat) => {
        const prefix = Math.min(nat, length * 8);
        expect(bits(maskBytes(length, prefix))).toBe('1'.repeat(prefix).padEnd(length * 8, '0'));
      }),
    );
    expect(addressBytes('fe80::1').toString('hex')).toBe('fe800000000000000000000000000001');
    expect(addressBytes('::').toString('hex')).toBe('0'.repeat(32));
  });
});

describe('trust stores', () => {
  test.skipIf(!installed('keytool'))(
    `Java trusts the certificate in one${needs(installed('keytool'), 'a JDK')}`,
    async () => {
      const home = folder();
      const file = join(home, 'ca.p12');
      writeFileSync(file, trustStore(ca.certificate));
      const listed = execFileSync(
        'keytool',
        ['-list', '-keystore', file, '-storetype', 'PKCS12', '-storepass', TRUST_STORE_PASSWORD],
        { encoding: 'utf8' },
      );
      expect(listed).toMatch(/4shared-testkit, .*trustedCertEntry/);
    },
  );

  test.skipIf(!installed('openssl'))(
    `openssl reads one, and checks its password${needs(installed('openssl'), 'openssl')}`,
    async () => {
      const home = folder();
      const file = join(home, 'ca.p12');
      writeFileSync(file, trustStore(ca.certificate));
      const read = (password: string): string =>
        execFileSync('openssl', ['pkcs12', '-in', file, '-nokeys', '-passin', `pass:${password}`], {
          encoding: 'utf8',
          stdio: 'pipe',
        });
      expect(read(TRUST_STORE_PASSWORD)).toContain(ca.certificate.replaceAll('\r\n', '\n').trim());
      expect(() => read('another')).toThrow(/mac verify/i);
    },
  );
});
