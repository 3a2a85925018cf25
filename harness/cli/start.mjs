// Runs the command line from source. Registering tsx by its API starts faster than `--import tsx`,
// and what is JavaScript already is loaded before, past the hooks.
import 'commander';
import { register } from 'tsx/esm/api';

register();
await import('./main.ts');
