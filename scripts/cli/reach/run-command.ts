import type { Command } from 'commander';
import { newCommand } from '../command.js';
import { givenAs } from '../environment.js';
import { CA_FOLDER } from '../option-values.js';
import { SERVE_OPTIONS } from '../serve-command.js';
import type { RunOptions } from './run.js';

const { 'Service:': service = {}, 'Storage and limits:': limits = {} } = SERVE_OPTIONS;

/** The `run` command. The server loads only when the command runs. */
export const runCommand = (): Command =>
  newCommand('run', {
    about: 'Run a program whose requests to 4shared.com go to a fake that lives as long.',
    examples: [
      '% run -- python3 my-client.py',
      '% run --fixture realistic -- npm test',
      '% run --isolated -- php my-client.php',
    ],
    usage: '[options] -- <command> [arguments...]',
    options: {
      'Way:': {
        '--isolated': {
          about:
            'for programs that ignore proxies (Linux): a network in which the hosts of the service are the fake, and no other host exists',
        },
        '--ca-folder <folder>': CA_FOLDER,
      },
      'Service:': service,
      'Storage and limits:': limits,
      'Output:': {
        '--log <format>': {
          about: 'one line per request, on stderr',
          choices: ['pretty', 'json', 'off'],
          default: 'off',
        },
      },
    },
    notes: `The program gets the variables of proxies and certificates that most languages know; the command env prints them.
FOURSHARED_FAKE_URL is the address of the fake itself, FOURSHARED_FAKE_LOGIN and _PASSWORD are an account. A summary of the requests follows at the end, on stderr. A command that cannot be started is exit code 127.`,
    exitCodes: {
      0: 'that of the command; a signal that ended it ends this program, too',
      1: 'the fake could not start, or this command is wrong',
    },
  })
    .argument('<command...>', 'program to run, and its arguments')
    .passThroughOptions()
    .action(async (words: readonly string[], options: RunOptions, command: Command) => {
      const { run } = await import('./run.js');
      await run(words, { ...options, givenAs: (key) => givenAs(command, key) });
    });
