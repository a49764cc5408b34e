#!/usr/bin/env node
import { outliveReaders } from './output.js';
import { program } from './program.js';

outliveReaders();
await program().parseAsync();
