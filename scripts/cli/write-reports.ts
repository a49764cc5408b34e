import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Report } from '../../conformance/client-suite/report.js';
import { terminalReport } from '../../conformance/client-suite/report.js';
import type { ReportOutput } from './option-values.js';
import { isPlain, writeWhole } from './output.js';

/** The stream for texts for a person: stderr if a report goes to stdout. */
export const terminalFor = (outputs: readonly ReportOutput[] = []): NodeJS.WriteStream =>
  outputs.some(({ path }) => path === '-') ? process.stderr : process.stdout;

/** Creates the folders of the report files. @returns a sentence for each file that cannot be written */
export const prepareReports = (outputs: readonly ReportOutput[] = []): Promise<string[]> =>
  complaintsAbout(outputs, prepare);

/**
 * Writes a report to the terminal and to its files. One failure does not keep the others from being written.
 * @returns a sentence for each file that could not be written
 */
export function writeReports(report: Report, outputs: readonly ReportOutput[] = []): Promise<string[]> {
  const stream = terminalFor(outputs);
  const plain = isPlain(stream);
  stream.write(
    terminalReport(report, {
      colour: !plain && stream.hasColors(),
      columns: plain ? undefined : stream.columns,
    }),
  );
  return complaintsAbout(outputs, async ({ format, path }) => {
    const { FORMATS } = await import('../../conformance/client-suite/report-formats.js');
    await writeWhole(path, FORMATS[format](report));
  });
}

async function complaintsAbout(
  outputs: readonly ReportOutput[],
  work: (output: ReportOutput) => Promise<void>,
): Promise<string[]> {
  const ends = await Promise.allSettled(outputs.map(async (output) => work(output)));
  return outputs.flatMap(({ format, path }, i) => {
    const end = ends[i];
    if (end?.status !== 'rejected') return [];
    const where = path === '-' ? 'the standard output' : path;
    const reason = end.reason instanceof Error ? end.reason.message : end.reason;
    return [`The ${format} report cannot be written to ${where}: ${reason}.`];
  });
}

async function prepare({ path }: ReportOutput): Promise<void> {
  if (path === '-') return;
  await mkdir(dirname(path), { recursive: true });
  const present = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
  if (present?.isDirectory()) throw new Error('it is a folder');
  await access(present ? path : dirname(path), constants.W_OK);
}
