import type { PlannedCase } from './types.ts';

/** The name of a case within its scenario; empty where the scenario has but one. */
export const caseName = ({ case: one }: PlannedCase): string => one.id.slice(one.scenario.length + 1);
