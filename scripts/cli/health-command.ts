import type { Command } from 'commander';
import { TOKEN } from '../../mock-server/option-values.js';
import { newCommand } from './command.js';
import { variableOf } from './environment.js';
import type { HealthOptions } from './health.js';
import { duration, like } from './option-values.js';
import { SERVE_OPTIONS } from './serve-command.js';

const { 'Address:': address = {} } = SERVE_OPTIONS;

/** The `health` command, for containers without curl. It loads no part of the server. */
export const healthCommand = (): Command =>
  newCommand('health', {
    about: 'Find out whether a fake is ready, and wait for it.',
    examples: ['% health', '% health --port 8080 --wait 30s'],
    options: {
      'Address:': {
        '--port <number>': { ...address['--port <number>'], about: 'port of the fake' },
        '--host <address>': { ...address['--host <address>'], about: 'address of the fake' },
        '--control-token <token>': {
          about: 'bearer token of its control API',
          read: like(TOKEN),
          env: variableOf('--control-token'),
        },
      },
      'Time:': {
        '--wait <time>': { about: 'wait for the fake, such as 30s (default: no wait)', read: duration },
      },
    },
    exitCodes: { 0: 'the fake is ready', 1: 'it is not, or the command is wrong' },
  }).action(async (options: HealthOptions) => {
    const { health } = await import('./health.js');
    process.exitCode = await health(options);
  });
