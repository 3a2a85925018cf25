import { availableParallelism } from 'node:os';
import { defineConfig, type ViteUserConfigFn } from 'vitest/config';

/** What starts processes and kills them, speaks TLS, or proves everything: `npm run test:slow`. */
const SLOW = ['harness/**/*.slow.test.ts', 'suites/**/*.slow.test.ts'];

const config: ViteUserConfigFn = defineConfig(({ mode }) => ({
  test: {
    include: mode === 'slow' ? SLOW : ['harness/**/*.test.ts', 'suites/**/*.test.ts'],
    exclude: mode === 'slow' ? [] : SLOW,
    // Left alone, Vitest keeps a core for itself, which has next to nothing to do.
    maxWorkers: availableParallelism(),
    testTimeout: 240_000,
    hookTimeout: 120_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
}));

export default config;
