/** A password as sent: an application may put its name before what the user typed. */
interface SentPassword {
  readonly password: string;
  readonly app?: string;
}

const DESIGNATOR = /^!!!(.*?)!!:(.*)$/s;

/**
 * Takes the designator `!!!<app name>!!:` off a password. Source: wiki, which calls it mandatory; no known client
 * sends it, so a password without it is used unchanged.
 */
export function readPassword(sent: string): SentPassword {
  const [, app, password] = DESIGNATOR.exec(sent) ?? [];
  return app === undefined || password === undefined ? { password: sent } : { password, app };
}

/** Whether two texts are equal, in constant time. */
export function sameSecret(given: string, secret: string): boolean {
  let difference = given.length ^ secret.length;
  for (let index = 0; index < given.length; index++) {
    difference |= given.charCodeAt(index) ^ secret.charCodeAt(index % Math.max(secret.length, 1));
  }
  return difference === 0;
}

/** Logins are e-mail addresses and are compared without regard to case (assumption), passwords exactly. */
export function loginKey(login: string): string {
  return login.toLowerCase();
}
