import { HtmlValidate } from 'html-validate';

const RULES = {
  // The filters act as they are set: there is nothing to submit.
  'wcag/h32': 'off',
} as const;

/** What an HTML validator objects to, one line each. */
export const markupProblems = async (html: string): Promise<readonly string[]> => {
  const report = await new HtmlValidate({ extends: ['html-validate:recommended', 'html-validate:document'], rules: RULES }).validateString(html);
  return report.results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`));
};
