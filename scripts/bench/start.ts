import { envelope } from './samples.js';
import { ServerProcess } from './server-process.js';
import { median, type Row, row } from './table.js';

const CLI = new URL('../cli/cli.js', import.meta.url);

/** Time from `node dist/...` to the first response, and the memory after it. */
export async function measureStart(rounds: number): Promise<Row[]> {
  const times: number[] = [];
  const memory: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    const server = await ServerProcess.start(CLI, 'serve', '--port', '0', '--json', '--log', 'off');
    const { url } = JSON.parse(server.ready) as { url: string };
    const response = await fetch(`${url}/jax3/DesktopApp`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: envelope('getFreeSpace'),
    });
    await response.text();
    times.push(performance.now() - started);
    memory.push(server.memory('VmRSS'));
    await server.stop();
  }
  return [
    row('start of the process to first answer', median(times), 0, 'ms'),
    row('memory after the first answer', median(memory), 0, 'MiB'),
  ];
}
