import { mutantsCommand } from './mutants-command.js';

await mutantsCommand().parseAsync();
