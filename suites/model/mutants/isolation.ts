import { awsRules as aws } from '../rules.ts';
import type { Mutant } from './types.ts';

const isWrite = (operation: string): boolean => operation === 'PutGatewayResponse' || operation === 'UpdateGatewayResponse';

/** One type of one API: what else a write may touch by mistake. */
export const isolation: readonly Mutant[] = [
  {
    name: 'put-acts-on-every-api',
    fact: 'F-142',
    aspect: 'state',
    breaks: 'Put customises the type on every API.',
    overrides: {
      save: (store, where, after) => {
        if (where.operation !== 'PutGatewayResponse') aws.save(store, where, after);
        else for (const apiId of store.keys()) aws.save(store, { ...where, apiId }, after);
      },
    },
  },
  {
    name: 'update-acts-on-every-api',
    fact: 'F-142',
    aspect: 'state',
    breaks: 'Update customises the type on every API.',
    overrides: {
      save: (store, where, after) => {
        if (where.operation !== 'UpdateGatewayResponse') aws.save(store, where, after);
        else for (const apiId of store.keys()) aws.save(store, { ...where, apiId }, after);
      },
    },
  },
  {
    name: 'writes-go-to-the-first-api',
    fact: 'F-142',
    aspect: 'state',
    breaks: 'Every write goes to the API that was made first.',
    overrides: {
      save: (store, where, after) => {
        const [apiId = where.apiId] = store.keys();
        aws.save(store, { ...where, apiId }, after);
      },
    },
  },
  {
    name: 'put-customises-all-types',
    fact: 'F-142',
    aspect: 'state',
    breaks: 'Put customises all types of the API.',
    overrides: {
      save: (store, where, after) => {
        if (where.operation !== 'PutGatewayResponse') aws.save(store, where, after);
        else for (const type of aws.responseTypes) aws.save(store, { ...where, type }, after);
      },
    },
  },
  {
    name: 'update-customises-all-types',
    fact: 'F-142',
    aspect: 'state',
    breaks: 'Update customises all types of the API.',
    overrides: {
      save: (store, where, after) => {
        if (where.operation !== 'UpdateGatewayResponse') aws.save(store, where, after);
        else for (const type of aws.responseTypes) aws.save(store, { ...where, type }, after);
      },
    },
  },
  {
    name: 'update-touches-customised-types',
    fact: 'F-142',
    aspect: 'state',
    breaks: 'Update writes its result to every type that is customised.',
    overrides: {
      save: (store, where, after) => {
        aws.save(store, where, after);
        const types = where.operation === 'UpdateGatewayResponse' ? [...(store.get(where.apiId)?.customizations.keys() ?? [])] : [];
        for (const type of types) aws.save(store, { ...where, type }, after);
      },
    },
  },
  {
    name: 'one-customised-type-at-a-time',
    fact: 'F-142',
    aspect: 'state',
    breaks: 'A write gives every other type its defaults back.',
    overrides: {
      save: (store, where, after) => {
        if (isWrite(where.operation)) store.get(where.apiId)?.customizations.clear();
        aws.save(store, where, after);
      },
    },
  },
  {
    name: 'families-alone-are-updated',
    fact: 'B-replace-statusCode',
    aspect: 'state',
    breaks: 'Update of a type other than DEFAULT_4XX and DEFAULT_5XX is answered and not stored.',
    overrides: {
      save: (store, where, after) => {
        if (where.operation !== 'UpdateGatewayResponse' || where.type.startsWith('DEFAULT_')) aws.save(store, where, after);
      },
    },
  },
  {
    name: 'write-on-family-customises-it',
    fact: 'F-113',
    aspect: 'state',
    breaks: 'Put of DEFAULT_4XX or DEFAULT_5XX customises the types of its family.',
    overrides: {
      save: (store, where, after) => {
        aws.save(store, where, after);
        if (where.operation !== 'PutGatewayResponse') return;
        for (const [type, family] of aws.families) if (family === where.type) aws.save(store, { ...where, type }, after);
      },
    },
  },
];
