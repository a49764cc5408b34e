import { writeFile } from 'node:fs/promises';
import { FORMATS } from '../conformance/reports/formats.js';
import type { Report } from '../conformance/reports/report.js';
import { terminalReport } from '../conformance/reports/terminal.js';
import type { ReportOutput } from './report-outputs.js';
import { isPlain } from './terminal.js';

/** Where texts for a person go: to stderr, when stdout is one of the files. */
export const terminalFor = (outputs: readonly ReportOutput[] = []): NodeJS.WriteStream =>
  outputs.some(({ path }) => path === '-') ? process.stderr : process.stdout;

/**
 * Writes a report to its files, and for a person to the terminal.
 * @throws Error that says which file could not be written
 */
export async function writeReports(report: Report, outputs: readonly ReportOutput[] = []): Promise<void> {
  for (const { format, path } of outputs) {
    const content = FORMATS[format](report);
    if (path === '-') process.stdout.write(content);
    else
      await writeFile(path, content).catch((error: Error) => {
        throw new Error(`The report ${path} could not be written: ${error.message}`, { cause: error });
      });
  }
  const stream = terminalFor(outputs);
  const plain = isPlain(stream);
  stream.write(
    terminalReport(report, {
      colour: !plain && stream.hasColors(),
      columns: plain ? undefined : stream.columns,
    }),
  );
}
