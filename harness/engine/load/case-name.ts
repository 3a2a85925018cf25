/** The name of a case within its scenario; empty where the scenario has but one. */
export const caseName = ({ id, scenario }: { readonly id: string; readonly scenario: string }): string => id.slice(scenario.length + 1);
