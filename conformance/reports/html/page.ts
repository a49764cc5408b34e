import { createHash } from 'node:crypto';
import { Markup, markup } from './markup.js';
import { PAGE_SCRIPT } from './page-script.js';
import { PAGE_STYLE } from './page-style.js';

const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing from outside, no script and no style but ours: also if foreign text came through unescaped. */
const POLICY = [
  "default-src 'none'",
  `script-src ${digest(PAGE_SCRIPT)}`,
  `style-src ${digest(PAGE_STYLE)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** A whole page in one file that needs nothing else. Has a form of filters (`filters-html.ts`), which the script drives. */
export function page(title: string, layout: 'page' | 'wide', content: Markup): string {
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Markup(PAGE_STYLE)}</style>
</head>
<body>
<main class="${layout}">
${content}</main>
<script>${new Markup(PAGE_SCRIPT)}</script>
</body>
</html>
`.text;
}
