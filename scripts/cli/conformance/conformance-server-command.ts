import type { Command } from 'commander';
import { exitWithVerdict, newCommand } from '../command.js';
import { notEmpty, several } from '../option-values.js';
import type { ConformanceServerOptions } from './conformance-server.js';
import { CASES, listCommand, OUTPUT, REQUIREMENTS } from './run-options.js';

/** The `conformance-server` command. The suite loads only when the command runs. */
export const conformanceServerCommand = (): Command =>
  newCommand('conformance-server', {
    about:
      'Test whether a server behaves like the 4shared service: this fake, a stub, or the service itself.',
    examples: [
      '% conformance-server --wsdl http://127.0.0.1:4040/jax3/DesktopApp?wsdl --login user@example.com --password secret',
      'FOURSHARED_PASSWORD=... % conformance-server --gentle --wsdl https://api.4shared.com/jax3/DesktopApp?wsdl --login me@example.com',
      "% conformance-server --assumption 'SV-31,SV-5*' --level may --wsdl ... --login ...",
    ],
    options: {
      'Server:': {
        '--wsdl <address>': { about: 'address of the service description, or of the service' },
        '--login <login>': { about: 'login of an account that the suite may use', read: notEmpty },
        '--password <password>': {
          about: 'its password; other users can read it in the process list',
          env: 'FOURSHARED_PASSWORD',
        },
        '--guest <login>': { about: 'login of a second account, to test what it can do in shared folders' },
        '--guest-password <password>': { about: 'its password', env: 'FOURSHARED_GUEST_PASSWORD' },
        '--by <peer>': {
          about: 'how to send the calls',
          choices: ['raw-xml', 'strong-soap'],
          default: 'raw-xml',
        },
        '--gentle': {
          about: 'send few and slow requests, and leave out checks that touch the whole account',
        },
      },
      'Cases:': CASES,
      'Requirements:': {
        ...REQUIREMENTS,
        '--assumption <globs>': { about: 'also judge these assumptions, by id; repeatable', read: several },
      },
      'Output:': OUTPUT,
    },
    notes: 'The suite works in a folder that it creates in the account and deletes at the end.',
    exitCodes: {
      0: 'the server conforms',
      1: 'the server breaks a requirement',
      2: 'no verdict: the server could not be judged, or the command is wrong',
    },
  })
    .enablePositionalOptions()
    .action((options: ConformanceServerOptions) =>
      exitWithVerdict(async () => {
        const { conformanceServer } = await import('./conformance-server.js');
        return conformanceServer(options);
      }),
    )
    .addCommand(
      listCommand('conformance-server', 'List the requirements for servers.', 'listServerRequirements'),
    );
