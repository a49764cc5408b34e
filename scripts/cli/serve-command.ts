import { Command, InvalidArgumentError, Option } from 'commander';
import { READY_MADE } from '../../mock-server/fixture/ready-made.js';
import {
  HOST_NAME,
  LARGEST_PORT,
  LONGEST_TIMER,
  type OptionValue,
  ORIGIN,
  PUBLIC_URL,
  TOKEN,
  withoutSlash,
} from '../../mock-server/option-values.js';
import { duration, notEmpty, wholeNumber } from './option-values.js';
import type { ServeOptions } from './serve.js';

const EXAMPLES = `
Examples:
  $ 4shared-testkit serve
  $ 4shared-testkit serve --port 0 --json
  $ 4shared-testkit serve --fixture realistic
  $ 4shared-testkit serve --fixture world.yaml --log json
`;

/** The `serve` command: options and their checks. What it does is loaded only when it is run. */
export function serveCommand(): Command {
  return withServeOptions(new Command('serve'))
    .description('Start the server.')
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES)
    .action(async (options: ServeOptions) => {
      const { serve } = await import('./serve.js');
      await serve(options);
    });
}

/** How a server is to be: for every command that starts one. */
export function withServeOptions(command: Command): Command {
  return command
    .option('--port <number>', 'port to listen at; 0 takes any free one', wholeNumber(0, LARGEST_PORT), 4040)
    .option('--host <address>', 'address to listen at', notEmpty, '127.0.0.1')
    .option(
      '--public-url <url>',
      'address that clients know this server by (default: the Host header)',
      httpUrl,
    )
    .option('--trust-proxy', 'believe X-Forwarded-Host, -Port and -Proto', false)
    .option(
      '--fixture <file>',
      `accounts, folders and files to begin with, YAML or JSON; or a ready-made one: ${READY_MADE.join(', ')}`,
    )
    .option(
      '--assume <name=value...>',
      'decide an open question about the service in another way, see mock-server/README.md',
    )
    .option('--lenient', 'also take qualified parts, blanks round values and gzip bodies', false)
    .addOption(
      new Option('--log <format>', 'one line a request').choices(['pretty', 'json', 'off']).default('pretty'),
    )
    .option(
      '--max-body <bytes>',
      'largest SOAP request',
      wholeNumber(1, Number.MAX_SAFE_INTEGER),
      8 * 1024 * 1024,
    )
    .option(
      '--max-held <bytes>',
      'most bytes that unfinished requests hold together; more are answered 503',
      wholeNumber(1, Number.MAX_SAFE_INTEGER),
      256 * 1024 * 1024,
    )
    .option(
      '--client-timeout <ms>',
      'milliseconds after which a client is cut off that neither sends nor reads',
      wholeNumber(1, LONGEST_TIMER),
      120_000,
    )
    .addOption(
      new Option('--storage <where>', 'where uploaded bytes are kept')
        .choices(['disk', 'memory'])
        .default('disk'),
    )
    .option('--storage-folder <folder>', "folder for them (default: the system's temporary folder)")
    .option('--no-control', 'no control API below /_control/')
    .addOption(
      new Option('--control-token <token>', 'demand this bearer token of those who use the control API')
        .env('FOURSHARED_CONTROL_TOKEN')
        .argParser(like(TOKEN)),
    )
    .option(
      '--control-host <name>',
      'a name of this server at which it may be controlled, besides IP addresses and localhost; repeatable',
      hostName,
      [],
    )
    .option(
      '--allow-origin <origin>',
      'let web pages of this origin send calls and forms; repeatable, * for all',
      (text: string, former: readonly string[]) => [...former, like(ORIGIN)(text)],
      [],
    )
    .option(
      '--expire-namespaces <time>',
      'end a namespace that nothing was asked of for so long, such as 30m (default: never)',
      duration,
    )
    .option(
      '--max-journal <bytes>',
      'about the most memory that the journals of all namespaces take together (default: 256 MiB)',
      wholeNumber(0, Number.MAX_SAFE_INTEGER),
    )
    .option('--keep-running', 'go on when the process ends that started this one', false)
    .option('--json', 'print one line of JSON when ready, and nothing else; the log goes to stderr', false);
}

/** Takes what the library takes. */
const like =
  ({ isRight, problem }: OptionValue) =>
  (text: string): string => {
    if (isRight(text)) return text;
    throw new InvalidArgumentError(`It ${problem}.`);
  };

const hostName = (text: string, former: readonly string[]): readonly string[] => [
  ...former,
  like(HOST_NAME)(text),
];

const httpUrl = (text: string): string => withoutSlash(like(PUBLIC_URL)(text));
