/** Copies what is data, not code, into `dist`: the suite, its schemas, the schemas of results, style and script of the page, the recordings. */
import { chmodSync, cpSync, existsSync } from 'node:fs';

const isData = (path: string): boolean => !path.endsWith('.ts');

for (const folder of ['suites', 'harness/engine/result', 'harness/recording', 'harness/report/page', 'recordings']) {
  if (existsSync(folder)) cpSync(folder, `dist/${folder}`, { recursive: true, filter: isData });
}
chmodSync('dist/harness/cli/main.js', 0o755);
