import { startFourShared } from '../../mock-server/index.js';
import { median, type Row } from './table.js';

/** How long it takes to make one namespace and to drop one, while many others are there. */
export async function measureNamespaces(others: number, times: number): Promise<Row[]> {
  const fake = await startFourShared({ maxNamespaces: others + 1 });
  for (let made = 0; made < others; made++) fake.namespace(`other-${made}`);
  const making: number[] = [];
  const dropping: number[] = [];
  for (let time = 0; time < times; time++) {
    const begun = performance.now();
    fake.namespace('one');
    const made = performance.now();
    await fake.drop('one');
    making.push(made - begun);
    dropping.push(performance.now() - made);
  }
  await fake.close();
  const besides = `besides ${others} others`;
  return [
    { what: `making a namespace ${besides}`, figure: `${median(making).toFixed(2)} ms`, ratio: '' },
    { what: `dropping a namespace ${besides}`, figure: `${median(dropping).toFixed(2)} ms`, ratio: '' },
  ];
}
