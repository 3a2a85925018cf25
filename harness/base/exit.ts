/** Exit codes of the command, the same for every command. */
export const EXIT = { ok: 0, failed: 1, usage: 2, unreachable: 3, tampered: 4, leaked: 5, interrupted: 130 } as const;
