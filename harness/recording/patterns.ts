const ACCOUNT = '0'.repeat(12);
const EPOCH = 1_700_000_000;

/** What stands for the key of a caller. */
const ACCESS_KEY = 'AKIAXXXXXXXXXXXXXXXX';

/** What stands for the id of a request. */
export const UUID = '00000000-0000-0000-0000-000000000000';

/** One pass over the text: account number, access key, UUID, date of creation. */
const SECRET =
  /(?<account>(?<!\d)\d{12}(?!\d))|(?<key>\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,17}\b)|(?<uuid>\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b)|(?<date>"createdDate"\s*:\s*)(?:(?<text>"[^"]*")|-?\d[\d.eE+-]*)/g;

const placeholderFor = (groups: Readonly<Record<string, string | undefined>>): string => {
  const { account, key, uuid, date, text } = groups as { account?: string; key?: string; uuid?: string; date?: string; text?: string };
  if (account !== undefined) return ACCOUNT;
  if (key !== undefined) return ACCESS_KEY;
  if (uuid !== undefined) return UUID;
  return `${date}${text === undefined ? EPOCH : `"${new Date(EPOCH * 1000).toISOString()}"`}`;
};

/**
 * Between a name and its value: an equals sign or a colon, with quotes, as a query, JSON and XML have them, escaped or not.
 * Never a comma: the names of these headers stand in lists of headers too, which are nobody's secret.
 */
const GIVES = String.raw`(?:%2[02]|&quot;|\\*["']|\s)*(?:[=:>]|%3[AD]|\\u003[ad])(?:%2[02]|&quot;|\\*["']|\s)*`;

const SLASH = String.raw`(?:\\*\/|%2F|\\u002f)`;

const SIGNATURE = new RegExp(`(signature${GIVES})[0-9a-f]{16,}`, 'gi');

const CREDENTIAL = new RegExp(String.raw`(credential${GIVES})[\w+=.@-]+(?=${SLASH}\d{8}${SLASH})`, 'gi');

const TOKEN = new RegExp(String.raw`((?:x-amz-security-token|sessiontoken)${GIVES})(?:[\w+/=-]|\\*\/|%2[BF]|%3D|\\u00(?:2b|2f|3d)){16,}`, 'gi');

const COLON = '(?::|%3A)';

const ARN = new RegExp(
  String.raw`(arn${COLON}aws[a-z-]*${COLON}(?:iam|sts)${COLON}${COLON}\w*${COLON}(?:user|assumed-role|federated-user|mfa))((?:${SLASH}(?:[\w+=,.@-]|%(?:2[BC]|3D|40))+)+)`,
  'gi',
);

/** The name of a session follows the id of its role. */
const SESSION = /\b(AROA[A-Z0-9]{12,17}:)([\w+=,.@-]+)/g;

/** The shape of a text, without what it says: escapes stay, letters and digits do not. */
export const shapeOf = (text: string): string => text.replace(/%[0-9A-F]{2}|\\u[0-9A-F]{4}|[A-Z0-9]/gi, (found) => (found.length > 1 ? found : 'x'));

const MAY_NAME = /ignature|redential|ecurity-token|sessiontoken|arn(?::|%3A)aws|AROA/i;

const withoutNames = (text: string): string =>
  MAY_NAME.test(text)
    ? text
        .replace(SIGNATURE, (_, name: string) => `${name}${'0'.repeat(64)}`)
        .replace(CREDENTIAL, (_, name: string) => `${name}${ACCESS_KEY}`)
        .replace(TOKEN, (_, name: string) => `${name}${'x'.repeat(64)}`)
        .replace(ARN, (_, head: string, names: string) => `${head}${shapeOf(names)}`)
        .replace(SESSION, (_, id: string, name: string) => `${id}${shapeOf(name)}`)
    : text;

const withoutNumbers = (text: string): string =>
  text.replace(SECRET, (...found: unknown[]) => placeholderFor(found.at(-1) as Record<string, string | undefined>));

/** Shorter base64 holds no signature with its name: identifiers and paths of ordinary answers are passed by. */
const RUN = /(?:[A-Za-z0-9+/_-]|\\\/|%2[BbFf]){80,}/g;

const plainRun = (run: string): string =>
  run
    .replace(/%2B/gi, '+')
    .replace(/%2F|\\\//gi, '/')
    .replaceAll('-', '+')
    .replaceAll('_', '/');

const scrubRun = (run: string, depth: number): string => {
  const plain = plainRun(run);
  for (const before of [0, 1, 2, 3]) {
    const read = Buffer.from(plain.slice(before), 'base64').toString('latin1');
    const scrubbed = scrubNested(read, depth + 1);
    if (scrubbed === read) continue;
    const written = Buffer.from(scrubbed, 'latin1').toString('base64').replace(/=+$/, '');
    return run.slice(0, before) + (/[-_]/.test(run) ? written.replaceAll('+', '-').replaceAll('/', '_') : written);
  }
  return run;
};

const DEPTH = 2;

const scrubNested = (text: string, depth: number): string => {
  const shown = withoutNumbers(withoutNames(text));
  return depth === DEPTH ? shown : shown.replace(RUN, (run) => scrubRun(run, depth));
};

/**
 * Takes out of a text what names a caller, whoever that was: account numbers, keys, signatures, tokens, credential scopes,
 * users and sessions in ARNs, also where it stands in base64; and request ids and dates of creation, which differ from run to run.
 */
export const scrubText = (text: string): string => scrubNested(text, 0);
