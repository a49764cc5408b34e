import { parseXml, type XmlElement } from './xml.js';

const WITHOUT_END = /<(meta|input)\b([^>]*)>/g;
const FLAGS = /(<[a-z][^<>]*?) (hidden|data-item|data-script|data-print)(?=[ >/])/g;

/**
 * Reads a page of ours as if it were XML, so that unescaped text is noticed.
 * @throws Error when it is not well-formed
 */
export function parsePage(page: string): XmlElement {
  const xml = page
    .replace(/^<!DOCTYPE html>\n/, '')
    .replace(/<style>[^<]*<\/style>/, '<style/>')
    .replace(/(<script>)[\s\S]*?(<\/script>)/, '$1$2')
    .replace(WITHOUT_END, '<$1$2/>');
  return parseXml(withValues(xml));
}

/** Attributes without a value get one; there may be several in one tag. */
function withValues(xml: string): string {
  const next = xml.replace(FLAGS, '$1 $2=""');
  return next === xml ? xml : withValues(next);
}

/** All text in it, in order of the elements. */
export const textsOf = (element: XmlElement): string[] => [
  element.text,
  ...element.children.flatMap(textsOf),
];
