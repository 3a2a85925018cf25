import type { Cassette, TapedExchange } from './types.ts';

const line = (value: unknown): string => JSON.stringify(value);

const caseText = ([name, exchanges]: readonly [string, readonly TapedExchange[]]): string =>
  `  ${line(name)}: [\n${exchanges.map((exchange) => `   ${line(exchange)}`).join(',\n')}\n  ]`;

/** The text of a cassette's file: one exchange to a line, so that a new recording is a small diff. */
export const cassetteText = (cassette: Cassette): string => {
  const { cases, bodies, ...head } = cassette;
  const heads = Object.entries(head).map(([key, value]) => ` ${line(key)}: ${line(value)},`);
  const kept = Object.entries(bodies).map(([digest, body]) => `  ${line(digest)}: ${line(body)}`);
  const bodiesText = kept.length === 0 ? ' "bodies": {},' : ` "bodies": {\n${kept.join(',\n')}\n },`;
  return `{\n${heads.join('\n')}\n${bodiesText}\n "cases": {\n${Object.entries(cases).map(caseText).join(',\n')}\n }\n}\n`;
};
