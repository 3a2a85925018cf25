import type { Operation } from '../../service/operations.ts';
import type { Finding } from '../judge/types.ts';
import { isReadBackStep } from '../load/step-names.ts';
import { provenanceOf } from '../result/provenance.ts';
import { requestClass } from '../result/request-class.ts';
import type { CaseResult, RunDocument, StoredExchange } from '../result/types.ts';
import { type Identity, identityOf } from './cause-kind.ts';

/** A finding of a failed case that decides, with what it is an instance of. */
export interface Found {
  readonly one: CaseResult;
  readonly finding: Finding;
  readonly identity: Identity;
  /** Whose answer shows it. */
  readonly operation: Operation;
  /** Place of its step in the case. */
  readonly step: number;
}

const ROUTES: readonly (readonly [method: string, path: RegExp, operation: Operation])[] = [
  ['POST', /^\/restapis(?:\?.*)?$/, 'CreateRestApi'],
  ['GET', /^\/restapis\/[^/?]+$/, 'GetRestApi'],
  ['DELETE', /^\/restapis\/[^/?]+$/, 'DeleteRestApi'],
  ['GET', /^\/restapis\/[^/]+\/gatewayresponses(?:\?.*)?$/, 'GetGatewayResponses'],
  ['GET', /\/gatewayresponses\/./, 'GetGatewayResponse'],
  ['PUT', /\/gatewayresponses\/./, 'PutGatewayResponse'],
  ['PATCH', /\/gatewayresponses\/./, 'UpdateGatewayResponse'],
  ['DELETE', /\/gatewayresponses\/./, 'DeleteGatewayResponse'],
];

/** The operation that a request asks for, by its method and path; null where it asks for none. */
export const operationOf = ({ request: { method, path } }: StoredExchange): Operation | null =>
  ROUTES.find(([own, pattern]) => own === method && pattern.test(path))?.[2] ?? null;

const askedOperation = (one: CaseResult, { step, where }: Finding, scenarioOperation: Operation): Operation => {
  if (where.startsWith('GetAll')) return 'GetGatewayResponses';
  if (where.startsWith('Get ')) return 'GetGatewayResponse';
  const exchange = one.exchanges.find((each) => each.step === step);
  return (exchange === undefined ? null : operationOf(exchange)) ?? scenarioOperation;
};

/** The steps of a case in the order in which they were sent. */
export const stepsOf = (one: CaseResult): readonly string[] => [
  ...new Set([...one.exchanges.map(({ step }) => step).filter((step) => !isReadBackStep(step)), ...one.findings.map(({ step }) => step)]),
];

const classOf = (one: CaseResult, { step }: Finding, bodies: RunDocument['bodies']): string | null => {
  if (one.bare !== undefined) return one.bare.asks[step] ?? null;
  const exchange = one.exchanges.find((each) => each.step === step);
  return exchange === undefined ? null : requestClass(exchange, bodies);
};

/** The findings that decided against a case, each with what it is an instance of. */
export const foundIn = (one: CaseResult, scenarioOperation: Operation, bodies: RunDocument['bodies']): readonly Found[] => {
  const steps = stepsOf(one);
  return one.findings
    .filter(({ gating }) => gating)
    .map((finding) => {
      const operation = askedOperation(one, finding, scenarioOperation);
      const request = operation === 'UpdateGatewayResponse' ? classOf(one, finding, bodies) : null;
      const identity = identityOf(finding, { operation, request, provenance: provenanceOf(one, finding) });
      return { one, finding, operation, identity, step: steps.indexOf(finding.step) };
    });
};
