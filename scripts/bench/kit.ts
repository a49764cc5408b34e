import { runConformance } from '../../conformance/client-suite/run-conformance.js';
import { typescriptClient } from '../../conformance/clients/typescript/operations.js';
import type { ClientUnderTest } from '../../conformance/drivers/client-under-test.js';
import { inProcessClient } from '../../conformance/drivers/in-process-client.js';
import { stdioClient } from '../../conformance/drivers/stdio-client.js';
import { type Row, ratio } from './table.js';

const PYTHON = ['python3', 'conformance/clients/python/client.py'];

/** Requirements about silence: their cases are over when a client has run out of patience, however fast the kit is. */
const WAITING = ['UP-48', 'UP-49', 'UP-50', 'UP-51'];

/** Whole default runs of right clients: how long they take, and how many cases a second are run beside those that wait. */
export async function measureKit(): Promise<Row[]> {
  const inProcess = await rateOf(inProcessClient(typescriptClient));
  const stdio = await rateOf(stdioClient(PYTHON));
  const started = performance.now();
  const { cases } = await examined(stdioClient(PYTHON), []);
  const seconds = (performance.now() - started) / 1000;
  return [
    { what: 'kit, TypeScript in process', figure: `${inProcess.toFixed(0)} cases/s`, ratio: '' },
    {
      what: 'kit, Python over stdio',
      figure: `${stdio.toFixed(0)} cases/s`,
      ratio: `${ratio(stdio, inProcess)} of in process`,
    },
    {
      what: `default run of the kit, Python, ${cases} cases`,
      figure: `${seconds.toFixed(1)} s`,
      ratio: '',
    },
  ];
}

async function rateOf(client: ClientUnderTest): Promise<number> {
  const started = performance.now();
  const { cases } = await examined(client, WAITING);
  return (cases / (performance.now() - started)) * 1000;
}

/** @throws Error when the client does not conform: what was run then is another amount of work */
async function examined(
  client: ClientUnderTest,
  skip: readonly string[],
): Promise<{ readonly cases: number }> {
  const { verdict, cases = 0 } = await runConformance(client, { seed: 1, skip });
  if (verdict !== 'conforming') throw new Error(`A right client was not said to conform, but ${verdict}.`);
  return { cases };
}
