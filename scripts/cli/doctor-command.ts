import { Command } from 'commander';
import type { Finding } from '../../conformance/doctor/finding.js';
import type { Version } from '../../mock-server/index.js';
import { exitWithVerdict } from './exit-codes.js';
import { serviceOption } from './option-values.js';

const EXAMPLES = `
Examples:
  $ 4shared-testkit conformance doctor -- ./my-client
  $ 4shared-testkit conformance doctor --exec 'php upload.php {wsdl} {login} {password} {file}'

Exit codes: 0 the adapter is well, 2 it is not.
`;

interface DoctorOptions {
  readonly exec?: string;
  readonly service?: Version;
}

/** The `doctor` command: examines an adapter before any case is run. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Check an adapter step by step, and explain each mistake.')
    .argument('[command...]', 'program and arguments of a client that speaks JSON lines, after --')
    .option('--exec <template>', 'command to run for each upload, with places such as {file}')
    .addOption(serviceOption())
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES)
    .action(async (command: readonly string[], options: DoctorOptions, self: Command) => {
      if (command.length > 0 === (options.exec !== undefined))
        self.error('error: give either a command after --, or --exec and a template');
      await exitWithVerdict(() => examine(command, options));
    });
}

/** @returns exit code */
async function examine(command: readonly string[], { exec, service }: DoctorOptions): Promise<number> {
  const { examineExec, examineStdio } = await import('../../conformance/doctor/examine.js');
  const findings: Finding[] = [];
  for await (const finding of exec === undefined
    ? examineStdio(command, { service })
    : examineExec(exec, { service })) {
    findings.push(finding);
    process.stdout.write(findingText(finding));
  }
  process.stdout.write(`\n${conclusion(findings)}\n`);
  return findings.some(({ health }) => health === 'ill') ? 2 : 0;
}

/** A finding as lines for a terminal. */
export function findingText({ step, health, message }: Finding): string {
  const indented = message === '' ? '' : `${message.replace(/^/gm, ' '.repeat(9))}\n`;
  return `${health.padEnd(9)}${step}\n${indented}`;
}

/** What follows from all of them. */
export function conclusion(findings: readonly Finding[]): string {
  const ill = findings.filter(({ health }) => health === 'ill').length;
  if (ill > 0) return `The adapter needs mending: ${ill} of ${findings.length} steps.`;
  return 'The adapter is well. Next: the same command without the word doctor.';
}
