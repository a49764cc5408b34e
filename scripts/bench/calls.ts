import autocannon from 'autocannon';
import { envelope } from './samples.js';
import { ServerProcess } from './server-process.js';
import { median, type Row, ratio } from './table.js';

const SERVERS = new URL('./servers.js', import.meta.url);

interface Contestant {
  readonly label: string;
  readonly server: ServerProcess;
  readonly rates: number[];
}

/** getFreeSpace over keep-alive: a bare node:http server with the same bytes, this one, and two SOAP libraries. */
export async function compareSmallCalls(rounds: number, seconds: number): Promise<Row[]> {
  const rates = await race(['bare', 'testkit', 'strong-soap', 'soap'], '0', rounds, (port) =>
    load(port, envelope('getFreeSpace'), 16, seconds),
  );
  return rates.map(({ label, rate }) => ({
    what: `getFreeSpace, ${label}`,
    figure: `${rate.toFixed(0)} calls/s`,
    ratio: `${ratio(rate, rates[0]?.rate)} of bare`,
  }));
}

/** getItems of a large folder against the same listing by two SOAP libraries. */
export async function compareListings(files: number, rounds: number, seconds: number): Promise<Row[]> {
  const rates = await race(['strong-soap', 'testkit', 'soap'], String(files), rounds, (port) =>
    load(port, envelope('getItems', -1), 1, seconds),
  );
  return rates.map(({ label, rate }) => ({
    what: `getItems of ${files} files, ${label}`,
    figure: `${rate.toFixed(2)} calls/s`,
    ratio: `${ratio(rate, rates[0]?.rate)} of strong-soap`,
  }));
}

/** One page out of a small and out of a large folder. */
export async function comparePages(
  small: number,
  large: number,
  rounds: number,
  seconds: number,
): Promise<Row[]> {
  const servers = await Promise.all(
    [small, large].map(async (files) => ({
      label: `${files} files`,
      server: await ServerProcess.start(SERVERS, 'testkit', String(files)),
      rates: [] as number[],
      start: files / 2,
    })),
  );
  const rates = await takeTurns(servers, rounds, (port, { start }) =>
    load(port, envelope('getItemsPartial', -1, start, 100), 1, seconds),
  );
  return rates.map(({ label, rate }) => ({
    what: `getItemsPartial of 100 out of ${label}`,
    figure: `${rate.toFixed(0)} calls/s`,
    ratio: `${ratio(rates[0]?.rate ?? 0, rate)} times the time of ${small}`,
  }));
}

async function race(
  labels: readonly string[],
  amount: string,
  rounds: number,
  measure: (port: number) => Promise<number>,
): Promise<{ label: string; rate: number }[]> {
  const contestants = await Promise.all(
    labels.map(async (label) => ({
      label,
      server: await ServerProcess.start(SERVERS, label, amount),
      rates: [] as number[],
    })),
  );
  return takeTurns(contestants, rounds, measure);
}

/** Rounds in turn, so that a noisy moment of the machine hits all alike; the first round only warms up. */
async function takeTurns<C extends Contestant>(
  contestants: readonly C[],
  rounds: number,
  measure: (port: number, contestant: C) => Promise<number>,
): Promise<{ label: string; rate: number }[]> {
  for (let round = 0; round <= rounds; round++)
    for (const contestant of contestants) {
      const rate = await measure(Number(contestant.server.ready), contestant);
      if (round > 0) contestant.rates.push(rate);
    }
  await Promise.all(contestants.map(({ server }) => server.stop()));
  return contestants.map(({ label, rates }) => ({ label, rate: median(rates) }));
}

/** Calls a second, after checking that every one of them was answered with 200. */
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
  const answered = result['2xx'];
  if (result.errors > 0 || result.non2xx > 0)
    throw new Error(
      `${result.errors} connection errors and ${result.non2xx} answers that are not 200 at port ${port}`,
    );
  return answered / result.duration;
}
