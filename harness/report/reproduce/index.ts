import { cliFrame, cliPiece } from './aws-cli.ts';
import { boto3Frame, boto3Piece } from './boto3.ts';
import { callOf, type SentRequest } from './call.ts';
import { CURL_HEAD, CURL_SHOWN, CURL_SILENT, curlCall, curlCreate, isTooLong } from './curl.ts';
import { API_VARIABLES } from './quote.ts';
import { type Frame, type Language, OPEN, type Piece, type Say } from './script.ts';
import { sdkFrame, sdkPiece } from './sdk-v3.ts';

const curlFrame: Frame = {
  name: 'curl',
  head: CURL_HEAD,
  create: Object.fromEntries(API_VARIABLES.map(([placeholder, variable]) => [placeholder, curlCreate(variable)])),
  shown: [CURL_SHOWN, ''],
  silent: [CURL_SILENT, ''],
};

const TOO_LONG: Piece = { why: 'a request is too long to be shown' };

const curl = (sent: SentRequest): Piece => (isTooLong(sent) ? TOO_LONG : { text: curlCall(sent, OPEN) });

const bySdk =
  (say: Say) =>
  (sent: SentRequest): Piece => {
    if (isTooLong(sent)) return TOO_LONG;
    const call = callOf(sent);
    return call.kind === 'none' ? { why: call.why } : say(call.operation, call.input);
  };

/** The languages in which a request can be sent again; curl can send all of them. */
export const LANGUAGES: readonly Language[] = [
  { frame: curlFrame, piece: curl },
  { frame: cliFrame, piece: bySdk(cliPiece) },
  { frame: boto3Frame, piece: bySdk(boto3Piece) },
  { frame: sdkFrame, piece: bySdk(sdkPiece) },
];
