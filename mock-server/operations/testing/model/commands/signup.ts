import { expect } from 'vitest';
import { aNewLogin, aNewPassword, aText } from '../choices.js';
import { calls } from '../command.js';
import type { Expected } from '../expected.js';
import type { Model } from '../model.js';
import { asker } from '../service.js';

const GIB = 2n ** 30n;

/** A new account has the room of a free one, and its login and password work at once. */
function signUp(model: Model, { login, password }: { login: string; password: string }): Expected<'signup'> {
  const isTaken = model.accounts.some((account) => account.login.toLowerCase() === login.toLowerCase());
  if (isTaken || password === '' || !login.includes('@'))
    return { answers: (complaint) => expect(complaint).not.toBe('') };
  return {
    async answers(complaint, _, service) {
      expect(complaint).toBe('');
      const { id } = await asker(service, { login, password })('getRoot', {});
      model.addAccount({ login, password, quota: 15n * GIB, maxFileSize: 2n * GIB, root: id });
    },
  };
}

export const signup = [
  calls('signup', { login: aNewLogin, password: aNewPassword }, (model, _, sent) => signUp(model, sent)),
  calls('signupUsername', { login: aNewLogin, password: aNewPassword, username: aText }, (model, _, sent) =>
    signUp(model, sent),
  ),
];
