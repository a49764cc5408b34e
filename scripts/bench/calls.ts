import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { compileReference } from './reference.js';
import { envelope, listingFixture } from './samples.js';
import { type Command, ServerProcess, script } from './server-process.js';
import { median, type Row, ratio, row } from './table.js';

const SERVERS = new URL('./servers.js', import.meta.url);
const CLI = new URL('../../bundle/cli.js', import.meta.url);

/** A server of the race, and the call to measure. */
interface Contestant {
  readonly label: string;
  readonly command: Command;
  readonly body: string;
}

/** Rates of one contestant. */
interface Result {
  readonly label: string;
  /** Calls per second. */
  readonly rate: number;
  /** Processor time of a call, in milliseconds. */
  readonly processor: number;
}

const server = (name: string, files: number): Command => script(SERVERS, name, String(files));

/**
 * getFreeSpace over keep-alive: an empty node:http server with the same bytes, the command `serve` with and without its
 * log, the reference implementation where it is installed, and two SOAP libraries.
 */
export async function compareSmallCalls(rounds: number, seconds: number): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), '4shared-testkit-bench-'));
  const fixture = join(folder, 'fixture.json');
  writeFileSync(fixture, JSON.stringify(listingFixture(0)));
  const reference = compileReference();
  const serve = (...args: readonly string[]): Command =>
    script(CLI, 'serve', '--port', '0', '--fixture', fixture, ...args);
  const commands: Readonly<Record<string, Command>> = {
    'bare `node:http`': server('bare', 0),
    'testkit, `--log off`': serve('--log', 'off'),
    'testkit, default log': serve(),
    ...(reference && { 'reference implementation': reference.command(0) }),
    'server of strong-soap': server('strong-soap', 0),
    'server of the soap package': server('soap', 0),
  };
  try {
    const body = envelope('getFreeSpace');
    const contestants = Object.entries(commands).map(([label, command]) => ({ label, command, body }));
    const rates = await race(contestants, 16, rounds, seconds);
    return rates.map(({ label, rate }) =>
      row(`getFreeSpace, ${label}`, rate, 0, 'calls/s', `${ratio(rate, rates[0]?.rate)} of bare`),
    );
  } finally {
    reference?.remove();
    rmSync(folder, { recursive: true });
  }
}

/** getItems of a large folder, one call at a time: the processor time that it costs the server. */
export async function compareListings(files: number, rounds: number, seconds: number): Promise<Row[]> {
  const reference = compileReference();
  const commands: Readonly<Record<string, Command>> = {
    testkit: server('testkit', files),
    'bare `node:http`': server('bare', files),
    ...(reference && { 'reference implementation': reference.command(files) }),
    'server of the soap package': server('soap', files),
    'server of strong-soap': server('strong-soap', files),
  };
  try {
    const body = envelope('getItems', -1);
    const contestants = Object.entries(commands).map(([label, command]) => ({ label, command, body }));
    const results = await race(contestants, 1, rounds, seconds);
    return results.map(({ label, processor }) =>
      row(
        `getItems of ${files} files, ${label}`,
        processor,
        1,
        'ms of processor time',
        `${ratio(processor, results[0]?.processor)} of testkit`,
      ),
    );
  } finally {
    reference?.remove();
  }
}

/** One page of a small and of a large folder. */
export async function comparePages(
  small: number,
  large: number,
  rounds: number,
  seconds: number,
): Promise<Row[]> {
  const contestants = [small, large].map((files) => ({
    label: `${files} files`,
    command: server('testkit', files),
    body: envelope('getItemsPartial', -1, files / 2, 100),
  }));
  const rates = await race(contestants, 1, rounds, seconds);
  return rates.map(({ label, rate }) =>
    row(
      `getItemsPartial of 100 out of ${label}`,
      rate,
      0,
      'calls/s',
      `${ratio(rates[0]?.rate ?? 0, rate)} times the time of ${small}`,
    ),
  );
}

/** Alternates between servers, so that a noisy moment of the machine hits all of them. The first round only warms up. */
async function race(
  contestants: readonly Contestant[],
  connections: number,
  rounds: number,
  seconds: number,
): Promise<Result[]> {
  const lanes = await Promise.all(
    contestants.map(async ({ label, command, body }) => {
      const running = await ServerProcess.start(command);
      return { label, body, running, rates: [] as number[], times: [] as number[] };
    }),
  );
  for (let round = 0; round <= rounds; round++)
    for (const { body, running, rates, times } of lanes) {
      const before = running.processorTime;
      const calls = await load(running.port, body, connections, seconds);
      if (round === 0) continue;
      rates.push(calls / seconds);
      times.push((running.processorTime - before) / calls);
    }
  await Promise.all(lanes.map(({ running }) => running.stop()));
  return lanes.map(({ label, rates, times }) => ({ label, rate: median(rates), processor: median(times) }));
}

/** @returns the number of calls @throws Error unless every response has status 200 */
async function load(port: number, body: string, connections: number, seconds: number): Promise<number> {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/jax3/DesktopApp`,
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
    body,
    connections,
    duration: seconds,
    timeout: 60,
  });
  if (result.errors > 0 || result.non2xx > 0)
    throw new Error(
      `${result.errors} connection errors and ${result.non2xx} responses without status 200 on port ${port}`,
    );
  return result['2xx'];
}
