import type { Command } from 'commander';
import { exitWithVerdict, newCommand } from '../command.js';
import { doctorCommand } from '../doctor-command.js';
import { CA_FOLDER, duration, SERVICE, wholeNumber } from '../option-values.js';
import type { ConformanceOptions } from './conformance.js';
import { CASES, listCommand, OUTPUT, REQUIREMENTS } from './run-options.js';

/** The `conformance` command. The kit loads only when the command runs. */
export const conformanceCommand = (): Command =>
  newCommand('conformance', {
    about: 'Test whether a client follows the upload how-to.',
    examples: [
      '% conformance -- python3 client.py',
      "% conformance --exec 'php upload.php {wsdl} {login} {password} {file}'",
      '% conformance --service jax2 -- ./my-client',
      '% conformance --isolated -- ./my-client',
      '% conformance --report junit=report.xml --report html=report.html -- ./my-client',
      '% conformance --replay TOKEN -- ./my-client',
      "% conformance --only 'UP-0*' --seed 7 --runs 100 -- ./my-client",
    ],
    usage: '[options] -- <client> [arguments...]',
    options: {
      'Client:': {
        '--exec <command>': {
          about: 'run this command for each upload, in place of a client that keeps running',
        },
        '--service <version>': SERVICE,
        '--jobs <number>': {
          about: 'most cases that run at once, if the client allows it',
          read: wholeNumber(1, 256),
          default: 4,
        },
        '--timeout <time>': { about: 'time limit of each call (default: 10s)', read: duration },
        '--attach': {
          about: 'wait for Enter before the first call, so that you can attach a debugger; no time limits',
        },
      },
      'Clients with a constant address:': {
        '--constant-address': {
          about:
            'the client calls https://api.4shared.com, and gets variables of proxies and certificates that lead to the fake; nothing else is reachable (Linux), unless with --unguarded',
        },
        '--isolated': {
          about:
            'the same for clients that ignore proxies (Linux): a network in which the hosts of the service are the fake, and no other host exists',
        },
        '--unguarded': {
          about:
            'with --constant-address, leave the network as it is: a client that ignores proxies sends everything to the real service',
        },
        '--ca-folder <folder>': CA_FOLDER,
      },
      'Service:': {
        '--assume <name=value...>': {
          about: 'change an assumption about the service, see mock-server/README.md; repeatable',
          isRepeatable: true,
        },
      },
      'Cases:': {
        ...CASES,
        '--quick': { about: 'run only the cases of each requirement, without corners and without search' },
        '--corners <file>': { about: 'also try these values, YAML or JSON; see conformance/README.md' },
      },
      'Requirements:': REQUIREMENTS,
      'Output:': OUTPUT,
    },
    exitCodes: {
      0: 'the client conforms',
      1: 'the client breaks a requirement',
      2: 'no verdict: the kit, the fake or the adapter failed, or the command is wrong',
    },
  })
    .argument('[client...]', 'program that speaks JSON lines on stdin and stdout, and its arguments')
    .enablePositionalOptions()
    .action((client: readonly string[], options: ConformanceOptions) =>
      exitWithVerdict(async () => {
        const { conformance } = await import('./conformance.js');
        return conformance(client, options);
      }),
    )
    .addCommand(doctorCommand())
    .addCommand(listCommand('conformance', 'List the requirements for clients.', 'listRequirements'));
