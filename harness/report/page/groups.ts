import type { PageGroup } from './types.ts';

/** Real clients by what they send, with the facts (section J of the register) that say so. */
export interface ClientGroup extends PageGroup {
  readonly sends: string;
  /** Why no scenario can send what this client sends; empty where scenarios do. */
  readonly unasked: string;
}

/** From what is sent most to what is sent least. */
export const GROUPS: readonly ClientGroup[] = [
  { id: 'terraform', name: 'Terraform', clients: ['J-terraform'], sends: 'Put, Get, Delete; never Update', unasked: '' },
  {
    id: 'cloudformation',
    name: 'CloudFormation, CDK',
    clients: ['J-cloudformation', 'J-cdk-custom-resource'],
    sends: 'Put, Get, Delete; never Update',
    unasked: '',
  },
  {
    id: 'console',
    name: 'The AWS console',
    clients: ['J-console'],
    sends: 'its request is not known',
    unasked: 'What it stores is known, the request that it sends is not (J-console).',
  },
  {
    id: 'patch',
    name: 'Scripts that PATCH',
    clients: ['J-patch-scripts', 'J-aws-sample-scripts', 'J-chalice-users', 'J-aws-syndicate', 'J-gfg-plugin'],
    sends: 'Update: mostly add and replace of CORS headers',
    unasked: '',
  },
  { id: 'put', name: 'Scripts that PUT', clients: ['J-put-scripts', 'J-claudia', 'J-alchemy'], sends: 'Put, Get, Delete', unasked: '' },
  { id: 'readers', name: 'Tools that only read', clients: ['J-terraformer', 'J-cdk-real-drift'], sends: 'the list of all types', unasked: '' },
  { id: 'mistakes', name: "Users' mistakes", clients: ['J-user-mistakes'], sends: 'what AWS or the client refuses', unasked: '' },
];
