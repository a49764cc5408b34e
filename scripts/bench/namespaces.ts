import { startFourShared } from '../../mock-server/index.js';
import { median, type Row, row } from './table.js';

/** Times to make and to drop a namespace beside many others. */
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
    row(`making a namespace ${besides}`, median(making), 2, 'ms'),
    row(`dropping a namespace ${besides}`, median(dropping), 2, 'ms'),
  ];
}
