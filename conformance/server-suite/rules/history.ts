import type { ServerRequirement } from './server-requirement.js';

export const CHANGES_TOLD: ServerRequirement = {
  id: 'SV-79',
  title: 'The history of a folder tells of each change in it, oldest first, by ids that grow.',
  level: 'may',
  evidence: { source: 'assumption', about: 'what getHistory is of' },
};

export const LAST_CHANGE: ServerRequirement = {
  id: 'SV-80',
  since: 'jax3',
  title: 'getHistoryLastId is the id of the last change of getHistory.',
  level: 'may',
  evidence: { source: 'assumption', about: 'what getHistoryLastId is of' },
};

export const NEWER_CHANGES: ServerRequirement = {
  id: 'SV-81',
  title: 'getHistoryFromId gives what getHistory gives, but only the changes after the one with that id.',
  level: 'may',
  evidence: { source: 'assumption', about: 'whether getHistoryFromId gives the change with the id, too' },
};

export const REPORT_TAKEN: ServerRequirement = {
  id: 'SV-82',
  title: 'downloadFinished, syncFinished and markSynchronized are answered, and with nothing.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'functions without a result' },
};
