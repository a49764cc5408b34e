import { access, constants, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Report } from '../../conformance/client-suite/report.js';
import { FORMATS, terminalReport } from '../../conformance/client-suite/report.js';
import type { ReportOutput } from './option-values.js';
import { deliver, isPlain } from './output.js';

/** The stream for texts for a person: stderr if a report goes to stdout. */
export const terminalFor = (outputs: readonly ReportOutput[] = []): NodeJS.WriteStream =>
  outputs.some(({ path }) => path === '-') ? process.stderr : process.stdout;

/** Creates the folders of the report files. @returns a sentence for each file that cannot be written */
export const prepareReports = (outputs: readonly ReportOutput[] = []): Promise<string[]> =>
  complaintsOf(outputs.map((output) => complaintAbout(output, () => prepare(output))));

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
  return complaintsOf(outputs.map((output) => complaintAbout(output, () => write(report, output))));
}

const complaintsOf = async (all: readonly Promise<string | undefined>[]): Promise<string[]> =>
  (await Promise.all(all)).filter((complaint) => complaint !== undefined);

async function complaintAbout(
  { format, path }: ReportOutput,
  work: () => Promise<void>,
): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    const where = path === '-' ? 'the standard output' : path;
    return `The ${format} report cannot be written to ${where}: ${error instanceof Error ? error.message : error}.`;
  }
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

async function write(report: Report, { format, path }: ReportOutput): Promise<void> {
  const content = FORMATS[format](report);
  if (path === '-') return deliver(process.stdout, content);
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'w');
  try {
    await file.writeFile(content);
  } catch (error) {
    // Half a report would be taken for a whole one.
    if ((await file.stat()).isFile()) await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}
