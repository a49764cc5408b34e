import type { ServerRule } from './server-rule.js';

export const DIRECT_LINK: ServerRule = {
  id: 'SV-55',
  title: 'The address of the page of a file leads to a direct link, and that to the bytes.',
  level: 'must',
  evidence: { source: 'client', about: 'getDirectLink of the downloadLink; a plain GET' },
};
