import { type Command, InvalidArgumentError } from 'commander';
import { NAMESPACE_NAME } from '../../../mock-server/namespaces/namespace-name.js';
import { exitWithVerdict, newCommand } from '../command.js';
import { givenAs } from '../environment.js';
import { duration, LEVEL, REPORT, several } from '../option-values.js';
import { SERVE_OPTIONS } from '../serve-command.js';
import type { ObserveOptions } from './observe.js';

/** The `observe` command. Server and kit load only when the command runs. */
export const observeCommand = (): Command =>
  newCommand('observe', {
    about: 'Start the fake, and judge at the end how an app used it. For apps that no program can drive.',
    examples: [
      '% observe',
      '% observe --port 8080 --report html=report.html',
      '% observe --until-idle 30s --report json=report.json',
      '% observe --namespace phone --namespace tablet --report html=report.html',
    ],
    options: {
      'Verdict:': {
        '--until-idle <time>': {
          about: 'end after this time without a request, counted from the first request on',
          read: duration,
        },
        '--until-file <path>': { about: 'end as soon as this file exists' },
        '--namespace <names>': {
          about:
            'judge only these namespaces, / for requests without one; repeatable (default: all used ones)',
          read: namespaces,
        },
        '--level <level>': LEVEL,
        '--report <format=file>': REPORT,
      },
      ...SERVE_OPTIONS,
    },
    notes: `Point an app at the server, use it, and press Ctrl-C.
Each namespace, such as http://127.0.0.1:4040/~phone/jax3/DesktopApp, gets its own verdict and report, and so do the
requests without a namespace. If there are several, the file names contain the namespace: report.~phone.json.`,
    exitCodes: {
      0: 'the requests break no requirement',
      1: 'the requests break a requirement',
      2: 'no verdict for at least one namespace, or the command is wrong',
    },
  }).action((options: ObserveOptions, command: Command) =>
    exitWithVerdict(async () => {
      const { observe } = await import('./observe.js');
      return observe({ ...options, givenAs: (key) => givenAs(command, key) });
    }),
  );

/** Reads names of namespaces, plain or as in an address: `phone`, `~phone`, `/~phone`. */
function namespaces(text: string, former: readonly string[] = []): readonly string[] {
  return [...new Set([...former, ...several(text).map(namespaceName)])];
}

/** @returns the empty name for `/` */
function namespaceName(given: string): string {
  if (given === '/') return '';
  const name = given.replace(/^\/?~/, '');
  if (NAMESPACE_NAME.test(name)) return name;
  throw new InvalidArgumentError(
    'It must be 1 to 64 letters, digits, dots, dashes and underscores, such as phone, or / for requests without a namespace.',
  );
}
