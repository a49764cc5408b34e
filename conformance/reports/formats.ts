import { badgeJson, badgeSvg } from './badge.js';
import { htmlReport } from './html/html.js';
import { junitReport } from './junit.js';
import { PLAIN } from './paper.js';
import type { Report } from './report.js';
import { markdownReport } from './text/markdown.js';
import { tapReport } from './text/tap.js';
import { terminalReport } from './text/terminal.js';
import type { WordedReport } from './worded.js';

/** The report itself, as it is read again by `readReport`. */
export const jsonReport = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;

/** Every format that a report can be written to a file in. @param worded made by `wordedBy` */
export const formatsFor = <Case>(worded: (report: Report<Case>) => WordedReport) =>
  ({
    text: (report: Report<Case>) => terminalReport(worded(report), PLAIN),
    json: jsonReport,
    junit: (report: Report<Case>) => junitReport(worded(report)),
    html: (report: Report<Case>) => htmlReport(worded(report)),
    markdown: (report: Report<Case>) => markdownReport(worded(report)),
    tap: (report: Report<Case>) => tapReport(worded(report)),
    badge: (report: Report<Case>) => badgeJson(report),
    svg: (report: Report<Case>) => badgeSvg(report),
  }) as const satisfies Readonly<Record<string, (report: Report<Case>) => string>>;

/** The name of a report format, as `--report` takes it. */
export type FormatName = keyof ReturnType<typeof formatsFor>;
