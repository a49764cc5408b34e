import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { FourSharedFake } from '../../../mock-server/index.js';
import { explain, openLog, type ServeOptions, startServer } from '../serve.js';
import { type End, endAs, untilEnd } from './child.js';
import { asUser, isInside, OWN_VARIABLES, raiseLoopback, replaceSystemFiles, runInside } from './isolated.js';
import { Notices, summaryOf } from './summary.js';
import { type TrustFiles, trustFiles } from './trust-files.js';
import { directVariables, environmentWith, proxyVariables, type Variables } from './variables.js';

/** The command-line options of `run`. */
export interface RunOptions extends Omit<ServeOptions, 'port' | 'host'> {
  readonly isolated?: boolean;
}

const LOOPBACK = '127.0.0.1';
/** Exit code of a shell for a command that cannot be started. */
const NO_COMMAND = 127;

/** Runs a program beside a fake, and ends this process as the program ended. */
export async function run(words: readonly string[], options: RunOptions): Promise<void> {
  const isIsolated = options.isolated ?? false;
  const serveOptions: ServeOptions = { ...options, port: isIsolated ? 80 : 0, host: LOOPBACK, json: true };
  try {
    if (isIsolated && !isInside()) endAs(await runInside());
    else endAs(await runBeside(words, serveOptions, isIsolated));
  } catch (error) {
    process.stderr.write(`${explain(error, serveOptions)}\n`);
    process.exit(1);
  }
}

async function runBeside(words: readonly string[], options: ServeOptions, isIsolated: boolean): Promise<End> {
  if (isIsolated) raiseLoopback();
  const notices = new Notices();
  const print = openLog(options);
  const fake = await startServer(options, {
    log: (entry) => {
      notices.add(entry);
      print(entry);
    },
  });
  try {
    const files = await trustFiles(options.caFolder);
    if (isIsolated) {
      await fake.listen({ port: 443 });
      replaceSystemFiles(fake.hostNames(), readFileSync(files.ca, 'utf8'));
    }
    const end = await runCommand(isIsolated ? asUser(words) : words, variablesOf(fake, files, isIsolated));
    // Nothing is to be said about a program that did not run.
    if (end.code !== NO_COMMAND) process.stderr.write(summaryOf(fake, notices, !isIsolated));
    return end;
  } finally {
    await fake.close();
  }
}

const variablesOf = (fake: FourSharedFake, files: TrustFiles, isIsolated: boolean): Variables => ({
  ...(isIsolated ? directVariables(files) : proxyVariables({ host: LOOPBACK, port: fake.port }, files)),
  FOURSHARED_FAKE_URL: fake.url,
  FOURSHARED_FAKE_LOGIN: fake.account.login,
  FOURSHARED_FAKE_PASSWORD: fake.account.password,
  ...OWN_VARIABLES,
});

async function runCommand([command = '', ...args]: readonly string[], variables: Variables): Promise<End> {
  try {
    return await untilEnd(spawn(command, args, { stdio: 'inherit', env: environmentWith(variables) }));
  } catch (error) {
    const { message } = error instanceof Error ? error : new Error(String(error));
    process.stderr.write(`The command cannot be started: ${message}\n`);
    return { code: NO_COMMAND, signal: null };
  }
}
