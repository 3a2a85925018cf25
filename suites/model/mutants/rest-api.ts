import { awsRules as aws } from '../rules.ts';
import type { Mutant } from './types.ts';

/** The API that every case makes, and deletes in the end. */
export const restApi: readonly Mutant[] = [
  {
    name: 'api-created-date-as-object',
    fact: 'M-CreateRestApi',
    aspect: 'shape',
    breaks: 'createdDate of an API is an object.',
    overrides: { restApi: (api, createdDate) => ({ ...aws.restApi(api, createdDate), createdDate: { seconds: createdDate } }) },
  },
  {
    name: 'api-created-200',
    fact: 'M-CreateRestApi',
    aspect: 'status',
    breaks: 'CreateRestApi answers 200.',
    overrides: { successStatus: { ...aws.successStatus, CreateRestApi: 200 } },
    seen: 'moto 5.2.5',
  },
  {
    name: 'api-read-201',
    fact: 'M-GetRestApi',
    aspect: 'status',
    breaks: 'GetRestApi answers 201.',
    overrides: { successStatus: { ...aws.successStatus, GetRestApi: 201 } },
  },
  {
    name: 'api-tags-as-list',
    fact: 'M-GetRestApi',
    aspect: 'shape',
    breaks: 'tags of an API are a list.',
    overrides: { restApi: (api, createdDate) => ({ ...aws.restApi(api, createdDate), tags: [] }) },
  },
  {
    name: 'api-deleted-200',
    fact: 'M-DeleteRestApi',
    aspect: 'status',
    breaks: 'DeleteRestApi answers 200.',
    overrides: { successStatus: { ...aws.successStatus, DeleteRestApi: 200 } },
    seen: 'moto 5.2.5',
  },
  {
    name: 'responses-outlive-their-api',
    fact: 'F-155',
    aspect: 'status',
    breaks: 'DeleteRestApi is accepted, and the gateway responses of the API can still be read.',
    overrides: { deleteApi: (store, id) => store.has(id) },
  },
];
