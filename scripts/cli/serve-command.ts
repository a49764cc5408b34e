import type { Command } from 'commander';
import { READY_MADE } from '../../mock-server/fixture/ready-made.js';
import {
  HOST_NAME,
  LARGEST_PORT,
  ORIGIN,
  PUBLIC_URL,
  TOKEN,
  withoutSlash,
} from '../../mock-server/option-values.js';
import { newCommand, type OptionGroups } from './command.js';
import { givenAs, variableOf } from './environment.js';
import {
  bytes,
  CA_FOLDER,
  duration,
  like,
  milliseconds,
  notEmpty,
  repeated,
  wholeNumber,
} from './option-values.js';
import type { ServeOptions } from './serve.js';

const OPTIONS: OptionGroups = {
  'Address:': {
    '--port <number>': {
      about: 'port to listen on; 0 takes any free port',
      read: wholeNumber(0, LARGEST_PORT),
      default: 4040,
    },
    '--host <address>': { about: 'address to listen on', read: notEmpty, default: '127.0.0.1' },
    '--public-url <url>': {
      about: 'address that clients reach the server at (default: their Host header)',
      read: (text) => withoutSlash(like(PUBLIC_URL)(text)),
    },
    '--trust-proxy': { about: 'trust X-Forwarded-Host, -Port and -Proto' },
  },
  'TLS and proxy:': {
    '--ca-folder <folder>': CA_FOLDER,
    '--proxy-pass <where>': {
      about: 'let the proxy connect to other hosts, too: those of this machine (loopback), or any',
      choices: ['none', 'loopback', 'any'],
      default: 'none',
    },
    '--host-names': {
      about:
        'listen on ports 80 and 443, in place of --port, and print the lines of the hosts file that bring clients here',
    },
    '--ask-proxy-user': {
      about:
        'answer 407 to clients of the proxy that name no user (a user is a namespace), as some send theirs only then',
    },
  },
  'Service:': {
    '--fixture <file>': {
      about: `initial accounts, folders and files: a YAML or JSON file, or a ready-made fixture (${READY_MADE.join(', ')})`,
    },
    '--rule <file>': {
      about: 'arm the rules of a YAML or JSON file in every namespace, now and after a reset; repeatable',
      read: repeated(notEmpty),
      isRepeatable: true,
    },
    '--snapshot <file>': {
      about:
        'start the namespace without a name from an exported snapshot, and keep it as the snapshot "start"',
      read: notEmpty,
    },
    '--assume <name=value...>': {
      about: 'change an assumption about the service, see mock-server/README.md; repeatable',
      isRepeatable: true,
    },
    '--lenient': { about: 'also accept qualified arguments, blanks around values, and gzip bodies' },
  },
  'Storage and limits:': {
    '--storage <where>': {
      about: 'where to keep uploaded bytes',
      choices: ['disk', 'memory'],
      default: 'disk',
    },
    '--storage-folder <folder>': {
      about: "folder for uploaded bytes (default: the system's temporary folder)",
    },
    '--max-body <bytes>': {
      about: 'largest SOAP request',
      read: bytes(1),
      default: 8 * 1024 * 1024,
      defaultText: '8 MiB',
    },
    '--max-held <bytes>': {
      about: 'most bytes that all unfinished requests hold together; further requests get status 503',
      read: bytes(1),
      default: 256 * 1024 * 1024,
      defaultText: '256 MiB',
    },
    '--max-journal <bytes>': {
      about: 'approximate memory for the journals of all namespaces (default: 256 MiB)',
      read: bytes(0),
    },
    '--client-timeout <ms>': {
      about: 'disconnect a client that neither sends nor reads for this many milliseconds',
      read: milliseconds,
      default: 120_000,
    },
    '--expire-namespaces <time>': {
      about: 'drop a namespace that gets no request for this time, such as 30m (default: never)',
      read: duration,
    },
  },
  'Control API and web pages:': {
    '--no-control': { about: 'turn off the control API below /_control/' },
    '--control-token <token>': {
      about: 'require this bearer token for the control API',
      read: like(TOKEN),
    },
    '--control-host <name>': {
      about: 'allow control requests to this host name, besides IP addresses and localhost; repeatable',
      read: repeated(like(HOST_NAME)),
      isRepeatable: true,
    },
    '--allow-origin <origin>': {
      about: 'let web pages of this origin send calls and forms; * for all origins; repeatable',
      read: repeated(like(ORIGIN)),
      isRepeatable: true,
    },
  },
  'Output and process:': {
    '--log <format>': {
      about: 'one line per request',
      choices: ['pretty', 'json', 'off'],
      default: 'pretty',
    },
    '--json': { about: 'print one line of JSON when ready, and send the log to stderr' },
    '--keep-running': { about: 'outlive the process that started this one' },
  },
};

/** The options of every command that starts a server, each with its environment variable. */
export const SERVE_OPTIONS: OptionGroups = Object.fromEntries(
  Object.entries(OPTIONS).map(([heading, group]) => [
    heading,
    Object.fromEntries(
      Object.entries(group).map(([flags, facts]) => [flags, { ...facts, env: variableOf(flags) }]),
    ),
  ]),
);

/** The `serve` command. The server loads only when the command runs. */
export const serveCommand = (): Command =>
  newCommand('serve', {
    about: 'Start a fake of the 4shared service.',
    examples: [
      '% serve',
      '% serve --port 0 --json',
      '% serve --fixture realistic',
      '% serve --fixture world.yaml --rule slow.yaml --log json',
      'FOURSHARED_PORT=4041 FOURSHARED_LENIENT=true % serve',
    ],
    options: SERVE_OPTIONS,
    notes: `An option of the command line outranks its variable, and an empty variable counts as unset. A variable of an option
without a value is true or false; several values of a repeatable option are separated by semicolons.`,
    exitCodes: { 0: 'a signal ended the server', 1: 'the server could not start, or the command is wrong' },
  }).action(async (options: ServeOptions, command: Command) => {
    const { serve } = await import('./serve.js');
    await serve({ ...options, givenAs: (key) => givenAs(command, key) });
  });
