import type { Finding } from '../judge/types.ts';
import { isReadBackStep } from '../load/step-names.ts';
import type { CaseResult } from './types.ts';

const WRITES: Readonly<Record<string, string>> = {
  PUT: 'PutGatewayResponse',
  PATCH: 'UpdateGatewayResponse',
  DELETE: 'DeleteGatewayResponse',
};

/** Where a value that was looked at comes from: the last operation on its type, the family that it inherits from, or nothing at all. */
export type Provenance = 'PutGatewayResponse' | 'UpdateGatewayResponse' | 'DeleteGatewayResponse' | 'inherited' | 'untouched';

const typeOf = (path: string): string => /\/gatewayresponses\/([^/?]+)/.exec(path)?.[1] ?? '';

const lookedAt = (one: CaseResult, { step, where, pointer }: Finding): string => {
  const read = /^Get (\S+)/.exec(where)?.[1];
  const item = /^\/item\/([^/]+)/.exec(pointer)?.[1];
  return read ?? item ?? typeOf(one.exchanges.find((exchange) => exchange.step === step)?.request.path ?? '');
};

const isWritten = (provenance: string | undefined): provenance is Provenance =>
  provenance === 'PutGatewayResponse' || provenance === 'UpdateGatewayResponse' || provenance === 'DeleteGatewayResponse';

/** Tells where what a finding is about comes from. */
export const provenanceOf = (one: CaseResult, finding: Finding): Provenance => {
  const own = one.exchanges.filter(({ step }) => !isReadBackStep(step));
  const end = own.findIndex(({ step }) => step === finding.step);
  const written = new Map<string, string>();
  for (const { request } of own.slice(0, end + 1)) {
    const operation = WRITES[request.method];
    if (operation !== undefined) written.set(typeOf(request.path), operation);
  }
  const last = written.get(lookedAt(one, finding));
  if (isWritten(last)) return last;
  return written.has('DEFAULT_4XX') || written.has('DEFAULT_5XX') ? 'inherited' : 'untouched';
};
