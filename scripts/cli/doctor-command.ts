import type { Command } from 'commander';
import type { Finding } from '../../conformance/doctor/index.js';
import type { Version } from '../../mock-server/index.js';
import { exitWithVerdict, newCommand } from './command.js';
import { SERVICE } from './option-values.js';

interface DoctorOptions {
  readonly exec?: string;
  readonly service?: Version;
}

/** The `doctor` command: checks an adapter before any case runs. */
export const doctorCommand = (): Command =>
  newCommand('doctor', {
    about: 'Check an adapter step by step, and explain each mistake.',
    examples: [
      '% conformance doctor -- ./my-client',
      "% conformance doctor --exec 'php upload.php {wsdl} {login} {password} {file}'",
    ],
    usage: '[options] -- <client> [arguments...]',
    options: {
      'Client:': {
        '--exec <template>': { about: 'run this command for each upload, with placeholders such as {file}' },
        '--service <version>': SERVICE,
      },
    },
    exitCodes: { 0: 'the adapter works', 2: 'a step failed, or the command is wrong' },
  })
    .argument('[client...]', 'program that speaks JSON lines on stdin and stdout, and its arguments')
    .action(async (client: readonly string[], options: DoctorOptions, command: Command) => {
      if (client.length > 0 === (options.exec !== undefined))
        command.error('error: give either a command after --, or --exec and a template');
      await exitWithVerdict(() => check(client, options));
    });

/** @returns exit code */
async function check(client: readonly string[], { exec, service }: DoctorOptions): Promise<number> {
  const { checkAdapter, checkCommand } = await import('../../conformance/doctor/index.js');
  const findings: Finding[] = [];
  for await (const finding of exec === undefined
    ? checkAdapter(client, { service })
    : checkCommand(exec, { service })) {
    findings.push(finding);
    process.stdout.write(findingText(finding));
  }
  process.stdout.write(`\n${conclusion(findings)}\n`);
  return findings.some(({ result }) => result === 'failed') ? 2 : 0;
}

/** A finding as lines for a terminal. */
export function findingText({ step, result, message }: Finding): string {
  const indented = message === '' ? '' : `${message.replace(/^/gm, ' '.repeat(9))}\n`;
  return `${result.padEnd(9)}${step}\n${indented}`;
}

/** The last line: how many steps failed, or what to run next. */
export function conclusion(findings: readonly Finding[]): string {
  const failed = findings.filter(({ result }) => result === 'failed').length;
  if (failed > 0)
    return `${failed} of ${findings.length} steps failed. Fix the adapter, then run the doctor again.`;
  return 'The adapter works. Next: the same command without the word doctor.';
}
