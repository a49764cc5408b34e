import { basisOf, keptText } from './basis.js';
import { markup } from './html/markup.js';
import type { Report } from './report.js';
import { countedAs, findingsText, VERDICTS } from './status.js';
import { widthOf } from './text/text-width.js';
import { clipped, oneLine } from './text/visible-text.js';

interface BadgeOptions {
  /** The text on the left. */
  readonly label?: string | undefined;
}

const COLOURS = {
  good: { name: 'brightgreen', hex: '#1a7f37' },
  bad: { name: 'red', hex: '#b3261e' },
  doubt: { name: 'yellow', hex: '#8a6100' },
} as const;

/** The right side: `conforming, 48 of 52 requirements`, `2 failing` or `undecided`. */
function messageOf(report: Report): string {
  const { verdict } = report;
  const failing = countedAs(report, 'failed').length;
  if (verdict === 'conforming') return `${VERDICTS[verdict].word}, ${keptText(report)}`;
  return verdict === 'not-conforming' && failing > 0 ? `${failing} failing` : VERDICTS[verdict].word;
}

/** Shown to those who point at the picture: what the verdict rests on. */
const titleOf = (report: Report): string =>
  [findingsText(report), ...basisOf(report).map(({ name, text }) => `${name}: ${text}`)]
    .filter((text) => text !== '')
    .map((text) => oneLine(clipped(text, 300)))
    .join('; ');

const labelOf = ({ label = '4shared conformance' }: BadgeOptions): string => oneLine(clipped(label, 60));

/** JSON for the endpoint badge of shields.io, in version 1 of its schema. */
export function badgeJson(report: Report, options: BadgeOptions = {}): string {
  const { verdict } = report;
  const { name } = COLOURS[VERDICTS[verdict].tone];
  const badge = {
    schemaVersion: 1,
    label: labelOf(options),
    message: messageOf(report),
    color: name,
    ...(verdict === 'not-conforming' ? { isError: true } : {}),
  };
  return `${JSON.stringify(badge, null, 2)}\n`;
}

const HEIGHT = 20;
const PADDING = 8;
/** Pixels that a letter takes on average; `textLength` makes up for what it is wrong by. */
const LETTER = 6.4;

/** A small picture that says the same. */
export function badgeSvg(report: Report, options: BadgeOptions = {}): string {
  const label = labelOf(options);
  const message = messageOf(report);
  const [left, right] = [label, message].map((text) => Math.round(widthOf(text) * LETTER) + 2 * PADDING) as [
    number,
    number,
  ];
  const { hex } = COLOURS[VERDICTS[report.verdict].tone];
  const word = (text: string, from: number, width: number) =>
    markup`<text x="${from + width / 2}" y="14" textLength="${width - 2 * PADDING}" lengthAdjust="spacingAndGlyphs">${text}</text>`;
  const svg = markup`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${HEIGHT}" role="img" aria-label="${label}: ${message}">
  <title>${label}: ${message}. ${titleOf(report)}</title>
  <clipPath id="round"><rect width="${left + right}" height="${HEIGHT}" rx="4"/></clipPath>
  <g clip-path="url(#round)">
    <rect width="${left}" height="${HEIGHT}" fill="#3d444d"/>
    <rect x="${left}" width="${right}" height="${HEIGHT}" fill="${hex}"/>
  </g>
  <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
    ${word(label, 0, left)}
    ${word(message, left, right)}
  </g>
</svg>
`;
  return svg.text;
}
