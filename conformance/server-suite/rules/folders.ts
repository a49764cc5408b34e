import type { ServerRule } from './server-rule.js';

export const NEW_FOLDER: ServerRule = {
  id: 'SV-35',
  title: 'A new folder has an id above 0 that nothing else has.',
  level: 'must',
  evidence: { source: 'wiki', about: 'createNewFolder' },
};
