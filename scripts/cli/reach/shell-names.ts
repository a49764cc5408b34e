/** Syntaxes of the command `env`. In its own file, so that its help loads nothing else. */
export const SHELL_NAMES = ['sh', 'fish', 'powershell', 'dotenv'] as const;
