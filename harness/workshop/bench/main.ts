/**
 * Measures in one run what the suite costs beside the same requests without it. Medians of alternating rounds:
 * machines are shared and noisy, ratios of neighbours are not.
 *
 *   npm run bench [-- ROUNDS]
 */
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
const { benchmark } = await import('./benchmark.ts');
process.exitCode = await benchmark(Number(process.argv[2] ?? 5));
