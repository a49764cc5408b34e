import { execFileSync } from 'node:child_process';
import { envelope } from './samples.js';
import { ServerProcess, script } from './server-process.js';
import { median, type Row, row } from './table.js';

const CLI = new URL('../../bundle/cli.js', import.meta.url);

/**
 * Time from the start of the process to the first response, and the memory after it. The time of a Node process that does
 * nothing is beside it: it differs by machine, and is no part of ours.
 */
export async function measureStart(rounds: number): Promise<Row[]> {
  const times: number[] = [];
  const bare: number[] = [];
  const memory: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    execFileSync(process.execPath, ['--eval', '0']);
    bare.push(performance.now() - begun);
    const started = performance.now();
    const server = await ServerProcess.start(script(CLI, 'serve', '--port', '0', '--json', '--log', 'off'));
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
    row('a Node process that does nothing', median(bare), 0, 'ms'),
    row('start of the process to first answer', median(times), 0, 'ms'),
    row('memory after the first answer', median(memory), 0, 'MiB'),
  ];
}
