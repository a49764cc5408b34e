import * as v from 'valibot';
import { issuePath } from '../../mock-server/schemas/path-text.js';
import { FORMAT, type Report, VERSION } from './report.js';
import { clipped, oneLine } from './text/visible-text.js';

/** A text that is no report. The message says what is wrong in which place, and what to do. */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}

/** More than so many mistakes in one file are counted, not shown. */
const MOST_MISTAKES = 5;

/**
 * Reads a report from JSON.
 * @param from where the text comes from, for error messages: such as the name of the file
 * @param reportSchema made by `reportSchemaFor`
 * @throws ReportError
 */
export function readReportWith<Read extends Report>(
  json: string,
  from: string,
  reportSchema: v.GenericSchema<unknown, Read>,
): Read {
  const found = parsed(json.replace(/^\ufeff/, ''), from);
  checkHeader(found, from);
  const read = v.safeParse(reportSchema, found);
  // Nothing is transformed, and what comes out of valibot lacks keys such as `constructor` and has another order.
  if (read.success) return found as typeof read.output;
  const mistakes = read.issues.map((issue) => mistakeText(issue));
  const more = mistakes.length - MOST_MISTAKES;
  throw new ReportError(
    [
      `${from} cannot be read as a report:`,
      ...mistakes.slice(0, MOST_MISTAKES).map((mistake) => `  ${mistake}`),
      ...(more > 0 ? [`  and ${more} more`] : []),
    ].join('\n'),
  );
}

function parsed(json: string, from: string): unknown {
  if (json.trim() === '') throw new ReportError(`${from} is empty. ${WHERE_FROM}`);
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new ReportError(
      `${from} is not JSON: ${oneLine(clipped((error as Error).message, 200))}. ${WHERE_FROM}`,
      {
        cause: error,
      },
    );
  }
}

const WHERE_FROM =
  'Reports are read from the JSON that `4shared-testkit conformance` and `conformance-server` write.';

/** Before all else, so that a foreign file or a newer report is not blamed for mistakes that it does not have. */
function checkHeader(found: unknown, from: string): void {
  const { format, version, kit } = (typeof found === 'object' && found !== null ? found : {}) as {
    readonly [key: string]: unknown;
  };
  if (format !== FORMAT)
    throw new ReportError(`${from} is no conformance report: its format is not "${FORMAT}". ${WHERE_FROM}`);
  if (typeof version === 'number' && version !== VERSION)
    throw new ReportError(
      `${from} is a report of version ${version}${typeof kit === 'string' ? `, by 4shared-testkit ${oneLine(clipped(kit, 40))}` : ''}; ` +
        `this 4shared-testkit reads version ${VERSION}. ${version > VERSION ? 'Use a newer one.' : 'Run the client again.'}`,
    );
  if (version !== VERSION)
    throw new ReportError(
      `${from}: version must be ${VERSION}, but is ${oneLine(clipped(JSON.stringify(version) ?? 'missing', 40))}`,
    );
}

function mistakeText(issue: v.BaseIssue<unknown>): string {
  const path = issuePath(issue);
  return oneLine(`${clipped(path, 200)} ${issue.message}`).trim();
}
