import { htmlMatrix as htmlMatrixOf } from '../reports/html/matrix.js';
import type * as reports from '../reports/index.js';
import type { TerminalOptions } from '../reports/paper.js';
import { readReportWith } from '../reports/read-report.js';
import { reportSchemaFor } from '../reports/report-schema.js';
import { terminalReport as terminalReportOf } from '../reports/text/terminal.js';
import { wordedBy } from '../reports/worded.js';
import { caseTexts } from './case-text.js';
import type { ConformanceCase } from './scenarios/case.js';
import { reportedCaseSchema } from './scenarios/case-schema.js';

/** A report on a client. */
export type Report = reports.Report<ConformanceCase>;

/** The result of a requirement for clients. */
export type RequirementResult = reports.RequirementResult<ConformanceCase>;

/** A case in which a client breaks a requirement, as reports have it. */
export type Counterexample = reports.Counterexample<ConformanceCase>;

/** The shape of a report that comes from outside: of a client, or of a server, which has no cases. */
export const reportSchema = reportSchemaFor(reportedCaseSchema);

/** A report with its cases in words. */
export const worded = wordedBy(caseTexts);

/** The report for a terminal. */
export const terminalReport = (report: Report, options: TerminalOptions): string =>
  terminalReportOf(worded(report), options);

/** Several reports as one table. @throws ComparisonError when some are about clients and some about servers */
export const htmlMatrix = (reports: readonly Report[]): string => htmlMatrixOf(reports.map(worded));

/**
 * Reads a report from JSON.
 * @param from where the text comes from, for error messages: such as the name of the file
 * @throws ReportError
 */
export const readReport = (json: string, from: string): Report => readReportWith(json, from, reportSchema);
