import type { RetrievalFlowNodeConfiguration } from '@aws-sdk/client-bedrock-agent';
import { useBucket } from '../bucket.ts';
import type { Fields, NodeKind } from './kind.ts';

/** Reads objects from an S3 bucket; which, the flow learns only when it runs. */
export const retrieval: NodeKind = {
  kind: 'Retrieval',
  fields: { serviceConfiguration: 'required' } satisfies Fields<RetrievalFlowNodeConfiguration>,
  needs: (context, node) =>
    useBucket(context, node, 'ReadObjects', 's3:GetObject', 'reads objects of this bucket'),
};
