import type { Json, JsonObject } from '../../base/json.ts';
import type { Operation } from '../../service/operations.ts';
import { API_VARIABLES, isOneLine, quoteWithIds } from './quote.ts';
import { CLOSE, type Frame, OPEN, type Piece } from './script.ts';

const kebab = (name: string): string => name.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();

const PLAIN = /^[A-Za-z0-9_./:=,+-]+$/;

const word = (text: string): string => (PLAIN.test(text) && !/api000000[12]/.test(text) ? text : quoteWithIds(text));

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** With `=`, so that a value with a dash in front is not taken for an option. */
const option = ([name, value]: readonly [string, Json]): string => {
  const text = textOf(value);
  return text.startsWith('-') ? `--${kebab(name)}=${word(text)}` : `--${kebab(name)} ${word(text)}`;
};

/** The CLI loads a file, or asks an address, where a value begins with one of these. */
const LOADS = /^(?:file|fileb|https?):\/\//;

/** One call of the AWS CLI, an option to a line. */
export const cliPiece = (operation: Operation, input: JsonObject): Piece => {
  const members = Object.entries(input);
  if (members.some(([, value]) => LOADS.test(textOf(value)))) return { why: 'the AWS CLI would load the value as a file' };
  if (members.some(([, value]) => !isOneLine(textOf(value)))) return { why: 'a value has control characters' };
  const options = ['--endpoint-url "$ENDPOINT"', ...members.map(option)];
  return { text: `${OPEN}aws apigateway ${kebab(operation)} ${options.join(' \\\n  ')}${CLOSE}` };
};

const create = (variable: string): string =>
  `${variable}=$(aws apigateway create-rest-api --endpoint-url "$ENDPOINT" --name apigw-conformance \\
  --endpoint-configuration types=REGIONAL --query id --output text)`;

/** What goes around: credentials that emulators take, and no pager. */
export const cliFrame: Frame = {
  name: 'AWS CLI',
  head: 'export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 AWS_PAGER=',
  create: Object.fromEntries(API_VARIABLES.map(([placeholder, variable]) => [placeholder, create(variable)])),
  shown: ['', ''],
  silent: ['', ' > /dev/null'],
};
