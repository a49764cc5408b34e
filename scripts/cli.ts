#!/usr/bin/env node
import { Command } from 'commander';
import { edgeCasesCommand } from './edge-cases-command.js';
import { serveCommand } from './serve-command.js';

const program = new Command('4shared-testkit')
  .description('A stateful fake of the 4shared SOAP service.')
  .showSuggestionAfterError()
  .addCommand(serveCommand())
  .addCommand(edgeCasesCommand());

await program.parseAsync();
