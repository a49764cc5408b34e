import { calls } from '../command.js';
import { returns } from '../expected.js';
import { WRONG_CREDENTIALS } from '../faults.js';

export const account = [
  calls('login', {}, () => returns(''), returns(WRONG_CREDENTIALS)),
  calls('isExistsLoginPassword', {}, () => returns(true), returns(false)),
  calls('isAccountActive', {}, () => returns(true)),
  calls('isAccountBanned', {}, () => returns(false)),
  calls('isAccountPremium', {}, () => returns(false)),
  calls('getFreeSpace', {}, (model, me) => returns(model.freeSpace(me))),
  calls('getSpaceLimit', {}, (_, me) => returns(me.quota)),
  calls('getMaxFileSize', {}, (_, me) => returns(me.maxFileSize)),
];
