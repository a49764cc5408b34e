#!/usr/bin/env node
import { Command } from 'commander';
import { conformanceCommand } from './conformance/conformance-command.js';
import { conformanceServerCommand } from './conformance/conformance-server-command.js';
import { observeCommand } from './conformance/observe-command.js';
import { edgeCasesCommand } from './edge-cases-command.js';
import { outliveReaders } from './output.js';
import { reportCommand } from './report-command.js';
import { serveCommand } from './serve-command.js';

outliveReaders();

const program = new Command('4shared-testkit')
  .description(
    'A stateful fake of the 4shared SOAP service, and a conformance kit for its clients and servers.',
  )
  .enablePositionalOptions()
  .showSuggestionAfterError()
  .addCommand(serveCommand())
  .addCommand(edgeCasesCommand())
  .addCommand(conformanceCommand())
  .addCommand(conformanceServerCommand())
  .addCommand(observeCommand())
  .addCommand(reportCommand());

await program.parseAsync();
