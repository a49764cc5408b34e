import { runConformance } from '../../conformance/client-suite/index.js';
import { typescriptClient } from '../../conformance/clients/typescript/operations.js';
import { type ClientUnderTest, inProcessClient, stdioClient } from '../../conformance/drivers/index.js';
import { type Row, ratio, row } from './table.js';

const PYTHON = ['python3', 'conformance/clients/python/client.py'];

/** Requirements about silence: their cases take as long as the client's timeout. */
const WAITING = ['UP-48', 'UP-49', 'UP-50', 'UP-51'];

/** Default runs of conforming clients: their time, and cases per second without the requirements about silence. */
export async function measureKit(): Promise<Row[]> {
  const inProcess = await rateOf(inProcessClient(typescriptClient));
  const stdio = await rateOf(stdioClient(PYTHON));
  const started = performance.now();
  const { cases } = await examined(stdioClient(PYTHON), []);
  const seconds = (performance.now() - started) / 1000;
  return [
    row('kit, TypeScript in process', inProcess, 0, 'cases/s'),
    row('kit, Python over stdio', stdio, 0, 'cases/s', `${ratio(stdio, inProcess)} of in process`),
    row(`default run of the kit, Python, ${cases} cases`, seconds, 1, 's'),
  ];
}

async function rateOf(client: ClientUnderTest): Promise<number> {
  const started = performance.now();
  const { cases } = await examined(client, WAITING);
  return (cases / (performance.now() - started)) * 1000;
}

/** @throws Error when the client does not conform: the amount of work differs then */
async function examined(
  client: ClientUnderTest,
  skip: readonly string[],
): Promise<{ readonly cases: number }> {
  const { verdict, cases = 0 } = await runConformance(client, { seed: 1, skip });
  if (verdict !== 'conforming') throw new Error(`The verdict on a conforming client is ${verdict}.`);
  return { cases };
}
