import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Report } from '../../conformance/client-suite/report.js';
import { htmlMatrix, readReport, terminalReport } from '../../conformance/client-suite/report.js';
import { FORMATS } from '../../conformance/client-suite/report-formats.js';
import { compareReports } from '../../conformance/reports/diff.js';
import type { FormatName } from '../../conformance/reports/formats.js';
import { diffJson, diffMarkdown, diffTerminal } from '../../conformance/reports/html/diff-text.js';
import { ComparisonError } from '../../conformance/reports/index.js';
import type { TerminalOptions } from '../../conformance/reports/paper.js';
import { ReportError } from '../../conformance/reports/read-report.js';
import { asset } from '../../mock-server/asset.js';
import { writeWhole } from './output.js';

interface OutputOptions {
  /** Path of a file; the standard output if absent. */
  readonly output?: string | undefined;
}

interface DiffOptions extends OutputOptions {
  readonly format: 'text' | 'markdown' | 'json';
}

/** A file that cannot be read or written, as a sentence for the user. */
class FileError extends Error {
  override readonly name = 'FileError';
}

/** @throws ReportError, FileError */
export async function convert(format: FormatName, path: string, options: OutputOptions): Promise<void> {
  const report = await readReportFile(path);
  await write(
    format === 'text' ? terminalReport(report, terminal(options)) : FORMATS[format](report),
    options,
  );
}

/** Sets exit code 1 if something got worse. @throws ReportError, FileError, ComparisonError */
export async function diff(before: string, after: string, options: DiffOptions): Promise<void> {
  const [former, latter] = await readReportFiles([before, after]);
  const difference = compareReports(former as Report, latter as Report);
  const texts = {
    text: () => diffTerminal(difference, terminal(options)),
    markdown: () => diffMarkdown(difference),
    json: () => diffJson(difference),
  };
  await write(texts[options.format](), options);
  if (difference.worse) process.exitCode = 1;
}

/** @throws ReportError, FileError, ComparisonError */
export const matrix = async (paths: readonly string[], options: OutputOptions): Promise<void> =>
  write(htmlMatrix(await readReportFiles(paths)), options);

const SCHEMA = asset('conformance/reports/report.schema.json');

/** @throws FileError */
export const schema = async (options: OutputOptions): Promise<void> =>
  write(await readFile(SCHEMA, 'utf8'), options);

/** The message of an error in a file; undefined for any other error. */
export const messageOf = (error: unknown): string | undefined =>
  [ReportError, FileError, ComparisonError].some((kind) => error instanceof kind)
    ? (error as Error).message
    : undefined;

async function readReportFile(path: string): Promise<Report> {
  if (path === '-') return readReport(await text(process.stdin), 'the standard input');
  return readReport(await attempt('read', path, () => readFile(path, 'utf8')), path);
}

async function readReportFiles(paths: readonly string[]): Promise<Report[]> {
  if (paths.filter((path) => path === '-').length > 1)
    throw new FileError('the standard input (-) can be read only once: name files for the other reports');
  const reports: Report[] = [];
  // One after the other, so that of several mistakes the first one is reported.
  for (const path of paths) reports.push(await readReportFile(path));
  return reports;
}

const write = (content: string, { output }: OutputOptions): Promise<void> =>
  attempt('written', output ?? 'the standard output', () => writeWhole(output ?? '-', content));

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'it is not permitted',
  EISDIR: 'it is a folder',
};

async function attempt<Result>(
  what: 'read' | 'written',
  path: string,
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new FileError(`${path} cannot be ${what}: ${REASONS[code ?? ''] ?? message}`, { cause });
  }
}

/** Colours and width of the terminal, if the text goes to one. */
function terminal({ output }: OutputOptions): TerminalOptions {
  const tty = output === undefined && process.stdout.isTTY === true;
  return { colour: tty && process.stdout.hasColors(), columns: tty ? process.stdout.columns : undefined };
}
