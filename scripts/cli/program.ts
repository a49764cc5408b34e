import type { Command } from 'commander';
import { VERSION } from '../../mock-server/version.js';
import { newCommand, OTHER_OPTIONS } from './command.js';
import { conformanceCommand } from './conformance/conformance-command.js';
import { conformanceServerCommand } from './conformance/conformance-server-command.js';
import { observeCommand } from './conformance/observe-command.js';
import { edgeCasesCommand } from './edge-cases-command.js';
import { healthCommand } from './health-command.js';
import { caCommand } from './reach/ca-command.js';
import { envCommand } from './reach/env-command.js';
import { runCommand } from './reach/run-command.js';
import { reportCommand } from './report-command.js';
import { serveCommand } from './serve-command.js';

/** The command `4shared-testkit` with all subcommands. */
export const program = (): Command =>
  newCommand('4shared-testkit', {
    about: 'Run a fake of the 4shared SOAP service, and test clients and servers for conformance.',
    examples: ['% serve', '% conformance -- ./my-client', '% COMMAND --help'],
    exitCodes: { 0: 'success', 1: 'failure; COMMAND --help lists the exit codes of each command' },
  })
    .optionsGroup(OTHER_OPTIONS)
    .version(VERSION, '-V, --version', 'print the version')
    .enablePositionalOptions()
    .commandsGroup('Fake:')
    .addCommand(serveCommand())
    .addCommand(healthCommand())
    .addCommand(edgeCasesCommand())
    .commandsGroup('Reaching the fake:')
    .addCommand(runCommand())
    .addCommand(envCommand())
    .addCommand(caCommand())
    .commandsGroup('Conformance:')
    .addCommand(conformanceCommand())
    .addCommand(conformanceServerCommand())
    .addCommand(observeCommand())
    .addCommand(reportCommand());
