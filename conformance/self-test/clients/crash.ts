/**
 * Code for asynchronous functions: an unhandled rejection, which ends a Node program, and nothing after it, as this process
 * must not disturb the next case.
 */
export const CRASH =
  "{ void Promise.reject(new Error('an unhandled rejection')); await new Promise(() => {}); }";
