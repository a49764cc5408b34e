import type { Command } from 'commander';

/** A command and all of its subcommands. */
export const allCommands = (command: Command): Command[] => [
  command,
  ...command.commands.flatMap(allCommands),
];
