import { readFile } from 'node:fs/promises';
import type { Rule } from '../../mock-server/edge-cases/index.js';
import { defaultWorld } from '../../mock-server/fixture/default-world.js';
import type { ReadFixture } from '../../mock-server/fixture/read-fixture.js';
import { fixturePath, READY_MADE } from '../../mock-server/fixture/ready-made.js';
import { jsonLog, prettyLog } from '../../mock-server/http/index.js';
import type { LogSink } from '../../mock-server/index.js';
import { loadLateParts } from '../../mock-server/late-parts.js';
import { type FourSharedFake, startChecked } from '../../mock-server/node/start.js';
import type { CheckedOptions } from '../../mock-server/options.js';
import { SnapshotError } from '../../mock-server/snapshots/index.js';
import { type ChosenAssumptions, chooseAssumptions, FixtureError } from '../../mock-server/world/index.js';
import { banner, exposureWarning, readyLine } from './banner.js';
import { linesTo } from './log-lines.js';
import { boundedLog } from './output.js';
import { endWithParent } from './parent.js';
import type { SnapshotFile } from './start-files.js';

/** The command-line options of `serve`, checked. Those of the library have its names. */
export interface ServeOptions
  extends Pick<
    CheckedOptions,
    | 'publicUrl'
    | 'trustProxy'
    | 'caFolder'
    | 'proxyPass'
    | 'askProxyUser'
    | 'lenient'
    | 'storage'
    | 'storageFolder'
    | 'control'
    | 'controlToken'
  > {
  readonly port: number;
  readonly host: string;
  readonly fixture?: string;
  readonly rule?: readonly string[];
  readonly snapshot?: string;
  readonly assume?: readonly string[];
  readonly log: 'pretty' | 'json' | 'off';
  readonly maxBody: number;
  readonly maxHeld: number;
  readonly clientTimeout: number;
  readonly controlHost?: readonly string[];
  readonly allowOrigin?: readonly string[];
  readonly expireNamespaces?: number;
  readonly maxJournal?: number;
  readonly hostNames?: boolean;
  readonly keepRunning?: boolean;
  readonly json?: boolean;
  /** An option as its user gave it, for error texts: `--port` or `FOURSHARED_PORT`. */
  readonly givenAs: (key: 'port' | 'host' | 'fixture' | 'rule' | 'snapshot' | 'assume') => string;
}

/** Starts a server that runs until a signal ends it. Reports a startup error in one sentence and exits with 1. */
export async function serve(given: ServeOptions): Promise<void> {
  const options = given.hostNames ? { ...given, port: 80 } : given;
  try {
    const fake = await startServer(options);
    const howTo = options.hostNames ? await serveHostNames(fake, options) : '';
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end(fake));
    process.stdout.write(
      options.json ? `${readyLine(fake)}\n` : banner(fake, options.host, options.control !== false),
    );
    (options.json ? process.stderr : process.stdout).write(howTo);
  } catch (error) {
    process.stderr.write(`${explain(error, options)}\n`);
    process.exitCode = 1;
  }
}

/** The texts, and the certificates, load only here. */
async function serveHostNames(fake: FourSharedFake, options: ServeOptions): Promise<string> {
  return (await import('./reach/host-names.js')).serveHostNames(fake, options);
}

/** In this time, loading modules in advance does not compete with the first calls of a client. */
const PRELOAD_AFTER_MS = 500;

function reportNotPreloaded(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `A module could not be loaded in advance; the first request that needs it tries again: ${reason}\n`,
  );
}

/** @param over options that the command line does not have */
export async function startServer(options: ServeOptions, over: CheckedOptions = {}): Promise<FourSharedFake> {
  const { fixture: path, rule: rulePaths, snapshot: snapshotPath } = options;
  const read = path === undefined ? null : await ofOption('fixture', options, readFixtureFile(path));
  const rules = rulePaths && (await ofOption('rule', options, readRules(rulePaths)));
  const snapshot = snapshotPath ? await ofOption('snapshot', options, readSnapshot(snapshotPath)) : undefined;
  const fixture = read?.fixture ?? defaultWorld;
  const assume = { ...fixture.assume, ...readAssumptions(options) };
  try {
    const fake = await startChecked({
      ...startOptions(options),
      ...over,
      fixture: { ...fixture, assume },
      rules,
      snapshot: snapshot?.json,
    });
    if (!options.keepRunning) endWithParent();
    process.stderr.write(exposureWarning(options));
    setTimeout(() => void loadLateParts().catch(reportNotPreloaded), PRELOAD_AFTER_MS).unref();
    return fake;
  } catch (error) {
    if (error instanceof FixtureError && read)
      return ofOption('fixture', options, Promise.reject(read.locate(error)));
    if (error instanceof SnapshotError && snapshot)
      return ofOption('snapshot', options, Promise.reject(snapshot.locate(error)));
    throw error;
  }
}

/** Reads the file of an option. Names the variable in an error if the environment set the option. */
async function ofOption<Read>(
  key: 'fixture' | 'rule' | 'snapshot',
  { givenAs }: ServeOptions,
  reading: Promise<Read>,
): Promise<Read> {
  try {
    return await reading;
  } catch (error) {
    const name = givenAs(key);
    if (name.startsWith('--') || !(error instanceof Error)) throw error;
    throw new Error(`${error.message} (${name})`, { cause: error });
  }
}

/** The readers load only here: they double the time of a start. */
const readRules = async (paths: readonly string[]): Promise<readonly Rule[]> =>
  (await import('./start-files.js')).readRuleFiles(paths);

const readSnapshot = async (path: string): Promise<SnapshotFile> =>
  (await import('./start-files.js')).readSnapshotFile(path);

/** Reads the values of `--assume`, each `name=value`. @throws Error */
export function readAssumptions({
  assume: pairs = [],
  givenAs,
}: Pick<ServeOptions, 'assume' | 'givenAs'>): ChosenAssumptions {
  const chosen = Object.fromEntries(
    pairs.map((pair) => [pair.split('=', 1)[0], pair.replace(/^[^=]*=?/, '')]),
  );
  try {
    chooseAssumptions(chosen);
    return chosen;
  } catch (error) {
    if (error instanceof FixtureError)
      throw new Error(`${givenAs('assume')} ${error.path.replace('assume.', '')} ${error.problem}`);
    throw error;
  }
}

function startOptions(options: ServeOptions): CheckedOptions {
  const { port, host, publicUrl, trustProxy, lenient, storage, storageFolder, control, controlToken } =
    options;
  const { caFolder, proxyPass, askProxyUser } = options;
  return {
    ...{ port, host, publicUrl, trustProxy, lenient, storage, storageFolder, control, controlToken },
    ...{ caFolder, proxyPass, askProxyUser },
    limits: { bodyBytes: options.maxBody },
    maxHeldBytes: options.maxHeld,
    clientTimeoutMs: options.clientTimeout,
    log: openLog(options),
    controlHosts: options.controlHost,
    allowOrigins: options.allowOrigin,
    namespaceExpiryMs: options.expireNamespaces,
    journal: { totalBytes: options.maxJournal },
  };
}

/** The log goes to stderr when stdout is read by a script. */
export function openLog({ log, json }: ServeOptions): LogSink {
  if (log === 'off') return () => {};
  const stream = json ? process.stderr : process.stdout;
  const write = linesTo(stream);
  return boundedLog(log === 'json' ? jsonLog(write, Date.now) : prettyLog(write, Date.now), stream);
}

/** Loads the reader of fixtures only here: it doubles the time of a start. */
async function readFixtureFile(nameOrPath: string): Promise<ReadFixture> {
  const { readFixture } = await import('../../mock-server/fixture/read-fixture.js');
  const path = fixturePath(nameOrPath);
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    const hint = /[./\\]/.test(path) ? '' : `; the ready-made ones are ${READY_MADE.join(', ')}`;
    throw new Error(`The fixture ${path} could not be read: ${error.message}${hint}`);
  });
  return readFixture(text, path);
}

async function end(fake: FourSharedFake): Promise<void> {
  await fake.close();
  process.exit(0);
}

/** The sentence for an error before the server is ready. */
export function explain(error: unknown, { host, port, hostNames, givenAs }: ServeOptions): string {
  const byPort = givenAs('port');
  const byHost = givenAs('host');
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const message = error instanceof Error ? error.message : String(error);
  if (hostNames && (code === 'EADDRINUSE' || code === 'EACCES'))
    return `--host-names needs ports 80 and 443 of ${host}: ${message}. Run it as root, or end what listens there.`;
  if (code === 'EADDRINUSE')
    return `Port ${port} of ${host} is in use. Choose another with ${byPort}, or 0 for any free one.`;
  if (code === 'EACCES' || code === 'EPERM')
    return `Listening on port ${port} of ${host} is not permitted. Choose a port above 1023 with ${byPort}.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is not an address of this machine. Choose one with ${byHost}, such as 127.0.0.1.`;
  return message;
}
