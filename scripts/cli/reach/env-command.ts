import type { Command } from 'commander';
import { NAMESPACE_NAME } from '../../../mock-server/namespaces/namespace-name.js';
import { newCommand } from '../command.js';
import { CA_FOLDER, like } from '../option-values.js';
import { SERVE_OPTIONS } from '../serve-command.js';
import type { EnvOptions } from './env.js';
import { SHELL_NAMES } from './shell-names.js';

const { 'Address:': address = {} } = SERVE_OPTIONS;

/** The `env` command. */
export const envCommand = (): Command =>
  newCommand('env', {
    about: 'Print the environment variables that bring programs to a running fake.',
    examples: [
      '% env --port 4040',
      '% env --port 4040 --shell fish',
      '% env --namespace my-test',
      '% env --shell dotenv',
    ],
    options: {
      'Fake:': {
        '--port <number>': { ...address['--port <number>'], about: 'port of the fake' },
        '--host <address>': { ...address['--host <address>'], about: 'address of the fake' },
        '--namespace <name>': {
          about: 'namespace of the requests, as the user of the proxy (not for Java and .NET)',
          read: like({
            isRight: (text) => NAMESPACE_NAME.test(text),
            problem: 'must be 1 to 64 letters, digits, dots, dashes and underscores',
          }),
        },
        '--ca-folder <folder>': CA_FOLDER,
      },
      'Output:': {
        '--shell <name>': { about: 'syntax of the output', choices: SHELL_NAMES, default: 'sh' },
      },
    },
    notes: `For a POSIX shell: eval "$(4shared-testkit env --port 4040)". For PowerShell:
4shared-testkit env --shell powershell | Invoke-Expression`,
    exitCodes: { 0: 'success', 1: 'a folder cannot be read or written, or the command is wrong' },
  }).action(async (options: EnvOptions) => {
    const { printEnvironment } = await import('./env.js');
    process.exitCode = await printEnvironment(options);
  });
