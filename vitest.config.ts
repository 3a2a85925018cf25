import { availableParallelism } from 'node:os';
import { defineConfig, type ViteUserConfigFn } from 'vitest/config';

const named = (name: string): string[] => [`harness/**/*.${name}.ts`, `suites/**/*.${name}.ts`];

/**
 * `npm run test:slow` runs `*.slow.test.ts`, which start processes and kill them, speak TLS, or prove everything,
 * and `*.scaled.test.ts` on the whole suite. `npm test` runs all others, and those on a part of the suite.
 */
const config: ViteUserConfigFn = defineConfig(({ mode }) => {
  const isSlow = mode === 'slow';
  return {
    test: {
      include: isSlow ? [...named('slow.test'), ...named('scaled.test')] : named('test'),
      exclude: isSlow ? [] : named('slow.test'),
      // Left alone, Vitest keeps a core for itself, which has next to nothing to do.
      maxWorkers: availableParallelism(),
      // What patches the world undoes it, and a process that has run a test already has compiled and warm what the next one needs.
      isolate: false,
      testTimeout: 240_000,
      hookTimeout: 120_000,
      env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...(isSlow ? { APIGW_TEST_WHOLE: 'yes' } : {}) },
    },
  };
});

export default config;
