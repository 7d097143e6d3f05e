import type { StorageFlowNodeConfiguration } from '@aws-sdk/client-bedrock-agent';
import { useBucket } from '../bucket.ts';
import type { Fields, NodeKind } from './kind.ts';

/** Writes objects to an S3 bucket; under which key, the flow learns only when it runs. */
export const storage: NodeKind = {
  kind: 'Storage',
  fields: { serviceConfiguration: 'required' } satisfies Fields<StorageFlowNodeConfiguration>,
  needs: (context, node) =>
    useBucket(context, node, 'WriteObjects', 's3:PutObject', 'writes objects to this bucket'),
};
