/** Copies what is data, not code, into `dist`: the suite, its schemas, the schemas of results, the recordings. */
import { chmodSync, cpSync, existsSync } from 'node:fs';

const isData = (path: string): boolean => !path.endsWith('.ts');

for (const folder of ['suites', 'harness/result', 'harness/cassette', 'recordings']) {
  if (existsSync(folder)) cpSync(folder, `dist/${folder}`, { recursive: true, filter: isData });
}
chmodSync('dist/harness/cli/main.js', 0o755);
