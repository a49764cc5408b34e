import type { ServerRequirement } from './server-requirement.js';

export const LOGIN: ServerRequirement = {
  id: 'SV-01',
  title: 'Login and password of the account are right, by login and by isExistsLoginPassword.',
  level: 'must',
  evidence: { source: 'client', about: 'login answers with an empty text' },
};

// A service may shut out whoever comes with wrong passwords again and again.

export const LOGIN_REFUSED: ServerRequirement = {
  id: 'SV-02',
  title: 'Wrong ones are not, and login says so in a text.',
  level: 'must',
  evidence: { source: 'client', about: 'login answers with the reason' },
  touches: 'account',
};

export const ROOT_FOLDER: ServerRequirement = {
  id: 'SV-03',
  title: 'The root of the account is a folder.',
  level: 'must',
  evidence: { source: 'client', about: 'getRoot: directory' },
};

export const IN_USE: ServerRequirement = {
  id: 'SV-04',
  title: 'An account that is used is active and not banned.',
  level: 'must',
  evidence: { source: 'client', about: 'isAccountActive, isAccountBanned' },
};

export const WRONG_PASSWORD: ServerRequirement = {
  id: 'SV-05',
  title: 'Every function that takes a password refuses a wrong one.',
  level: 'must',
  evidence: { source: 'client', about: 'each call carries login and password' },
  touches: 'account',
};

export const NOTHING_CHANGED: ServerRequirement = {
  id: 'SV-06',
  title: 'A call with a wrong password changes nothing.',
  level: 'must',
  evidence: { source: 'client', about: 'each call carries login and password' },
  touches: 'account',
};

export const DECLARED_FAULT: ServerRequirement = {
  id: 'SV-07',
  since: 'jax3',
  title: 'The fault of a function that declares ApiException has one in its detail.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'ApiException' },
  touches: 'account',
};

export const APP_DESIGNATOR: ServerRequirement = {
  id: 'SV-08',
  title: 'A password is right, too, when the name of an app stands before it.',
  level: 'must',
  evidence: { source: 'wiki', about: 'app designator' },
};

export const ROOT_ALIAS: ServerRequirement = {
  id: 'SV-09',
  title: 'The root is called by -1 and by its id alike.',
  level: 'must',
  evidence: { source: 'howto', about: '-1 as folder' },
};
