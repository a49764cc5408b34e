import { badgeJson, badgeSvg } from './badge.js';
import { htmlReport } from './html/html.js';
import { junitReport } from './junit.js';
import { PLAIN } from './paper.js';
import type { Report } from './report.js';
import { markdownReport } from './text/markdown.js';
import { tapReport } from './text/tap.js';
import { terminalReport } from './text/terminal.js';

/** The report itself, as it is read again by `readReport`. */
export const jsonReport = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;

/** Every format that a report can be written to a file in. */
export const FORMATS = {
  text: (report: Report) => terminalReport(report, PLAIN),
  json: jsonReport,
  junit: junitReport,
  html: htmlReport,
  markdown: markdownReport,
  tap: tapReport,
  badge: (report: Report) => badgeJson(report),
  svg: (report: Report) => badgeSvg(report),
} as const satisfies Readonly<Record<string, (report: Report) => string>>;

export type FormatName = keyof typeof FORMATS;
