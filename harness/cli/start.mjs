// Runs the command line from source. Registering tsx by its API starts faster than `--import tsx`.
import { register } from 'tsx/esm/api';

register();
await import('./main.ts');
