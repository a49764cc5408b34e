import { generateKeyPair, randomUUID, X509Certificate } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { caCertificate } from './certificate.js';

/** The certificate authority of a user. All texts are PEM. */
export interface Authority {
  readonly certificate: string;
  readonly key: string;
  /** Key of the certificates of hosts; kept, so that the first connection does not wait for a new one. */
  readonly hostKey: string;
  /** When the certificate is valid, in milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** File with the certificate alone, for clients. */
  readonly file: string;
  /** Set if this call made the authority: because there was none, or because the former one had run out. */
  readonly made: 'first' | 'renewed' | undefined;
}

const DAY = 24 * 60 * 60 * 1000;
/** In all 90 days; the day before now is for machines whose clocks differ. */
const BEFORE = DAY;
const AFTER = 89 * DAY;

/** Keys, one file per generation. A generation is complete when its file has this name, and never changes. */
const GENERATION = /^ca-(\d{1,9})\.key\.pem$/;

/** Options of `openAuthority`. */
interface OpenOptions {
  /** Milliseconds since 1970. */
  readonly now?: number;
  /** Makes a new authority even if the present one is valid. */
  readonly renew?: boolean;
}

/**
 * The authority in a folder. Makes one if there is none, or if it has run out. Several processes may do so at the same
 * time, and get the same one.
 * @throws Error of node:fs when the folder cannot be read or written
 */
export async function openAuthority(
  folder: string,
  { now = Date.now(), renew = false }: OpenOptions = {},
): Promise<Authority> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const latest = await latestGeneration(folder);
  const kept = latest === 0 ? undefined : await readGeneration(folder, latest);
  if (kept && !renew && kept.from <= now && now < kept.to) return published(folder, kept, undefined);
  const ours = await addGeneration(folder, latest + 1, now);
  const made = await readGeneration(folder, latest + 1);
  if (ours && latest > 0) await rm(fileOf(folder, latest), { force: true });
  return published(folder, made, ours ? (latest === 0 ? 'first' : 'renewed') : undefined);
}

const fileOf = (folder: string, generation: number): string => join(folder, `ca-${generation}.key.pem`);

async function latestGeneration(folder: string): Promise<number> {
  const numbers = (await readdir(folder)).map((name) => Number(GENERATION.exec(name)?.[1] ?? 0));
  return Math.max(0, ...numbers);
}

type Kept = Omit<Authority, 'file' | 'made'>;

async function readGeneration(folder: string, generation: number): Promise<Kept> {
  const file = fileOf(folder, generation);
  const text = await readFile(file, 'utf8');
  const [certificate, key, hostKey] = text.match(/-----BEGIN [\s\S]+?-----END [^-]+-----\n?/g) ?? [];
  if (certificate === undefined || key === undefined || hostKey === undefined)
    throw new Error(`${file} is no certificate authority of this program. Delete it, and a new one is made.`);
  const { validFrom, validTo } = new X509Certificate(certificate);
  return { certificate, key, hostKey, from: Date.parse(validFrom), to: Date.parse(validTo) };
}

const makeKeys = promisify(generateKeyPair);

const RSA = {
  // The oldest clients know no other algorithm.
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
} as const;

/** @returns false if another process was faster: then its authority counts */
async function addGeneration(folder: string, generation: number, now: number): Promise<boolean> {
  const [ca, host] = await Promise.all([makeKeys('rsa', RSA), makeKeys('rsa', RSA)]);
  const certificate = caCertificate(ca.publicKey, ca.privateKey, { from: now - BEFORE, to: now + AFTER });
  const temporary = join(folder, `${randomUUID()}.tmp`);
  await writeFile(temporary, certificate + ca.privateKey + host.privateKey, { mode: 0o600, flag: 'wx' });
  try {
    // A link, and not a rename, fails if the name exists.
    await link(temporary, fileOf(folder, generation));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Writes the file for clients, unless it has the certificate already. */
async function published(folder: string, kept: Kept, made: Authority['made']): Promise<Authority> {
  const file = join(folder, 'ca.pem');
  await replaceFile(file, Buffer.from(kept.certificate));
  return { ...kept, file, made };
}

/** Replaces a file at once, so that no reader sees half of it. An equal file stays. */
export async function replaceFile(file: string, content: Buffer): Promise<void> {
  const present = await readFile(file).catch(() => undefined);
  if (present?.equals(content)) return;
  const temporary = `${file}.${randomUUID()}.tmp`;
  await writeFile(temporary, content);
  await rename(temporary, file);
}
