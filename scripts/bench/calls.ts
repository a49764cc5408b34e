import autocannon from 'autocannon';
import { envelope } from './samples.js';
import { ServerProcess } from './server-process.js';
import { median, type Row, ratio, row } from './table.js';

const SERVERS = new URL('./servers.js', import.meta.url);

/** A server of the race: its name in `servers.ts`, the files in its account, and the call to measure. */
interface Contestant {
  readonly label: string;
  readonly server: string;
  readonly files: number;
  readonly body: string;
}

/** getFreeSpace over keep-alive: an empty node:http server with the same bytes, the fake, and two SOAP libraries. */
export async function compareSmallCalls(rounds: number, seconds: number): Promise<Row[]> {
  const body = envelope('getFreeSpace');
  const contestants = ['bare', 'testkit', 'strong-soap', 'soap'].map((server) => ({
    label: server,
    server,
    files: 0,
    body,
  }));
  const rates = await race(contestants, 16, rounds, seconds);
  return rates.map(({ label, rate }) =>
    row(`getFreeSpace, ${label}`, rate, 0, 'calls/s', `${ratio(rate, rates[0]?.rate)} of bare`),
  );
}

/** getItems of a large folder, compared with the same listing by two SOAP libraries. */
export async function compareListings(files: number, rounds: number, seconds: number): Promise<Row[]> {
  const body = envelope('getItems', -1);
  const contestants = ['strong-soap', 'testkit', 'soap'].map((server) => ({
    label: server,
    server,
    files,
    body,
  }));
  const rates = await race(contestants, 1, rounds, seconds);
  return rates.map(({ label, rate }) =>
    row(
      `getItems of ${files} files, ${label}`,
      rate,
      2,
      'calls/s',
      `${ratio(rate, rates[0]?.rate)} of strong-soap`,
    ),
  );
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
    server: 'testkit',
    files,
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
): Promise<{ label: string; rate: number }[]> {
  const lanes = await Promise.all(
    contestants.map(async ({ label, server, files, body }) => {
      const running = await ServerProcess.start(SERVERS, server, String(files));
      return { label, body, running, rates: [] as number[] };
    }),
  );
  for (let round = 0; round <= rounds; round++)
    for (const { body, running, rates } of lanes) {
      const rate = await load(Number(running.ready), body, connections, seconds);
      if (round > 0) rates.push(rate);
    }
  await Promise.all(lanes.map(({ running }) => running.stop()));
  return lanes.map(({ label, rates }) => ({ label, rate: median(rates) }));
}

/** @returns calls per second @throws Error unless every response has status 200 */
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
  return result['2xx'] / result.duration;
}
