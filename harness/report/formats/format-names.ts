/** The reports that `--format` and `--report` name; apart from the reporters, which the help does not need. */
export const FORMATS = ['text', 'json', 'junit', 'markdown', 'ctrf', 'sarif', 'tap', 'badge', 'badge-svg', 'github', 'github-summary'] as const;

/** The name of a report. */
export type Format = (typeof FORMATS)[number];
