import type { HclBlock } from '../../read/hcl/syntax.ts';

/** The Sids that new statements of a document must not have, by document. */
export type TakenSids = (document: HclBlock) => Set<string>;

/**
 * A document has its own Sids, except in a module in which documents are taken into others: there
 * the same Sid in two of them is an error, or replaces the statement.
 */
export function takenSids(module: readonly HclBlock[]): TakenSids {
  const documents = module.filter(({ labels: [type] }) => type === 'aws_iam_policy_document');
  const isJoined = documents.some(
    ({ body: { attributes } }) =>
      attributes.has('source_policy_documents') || attributes.has('override_policy_documents'),
  );
  const all = new Set(documents.flatMap(sidsOf));
  return (document) => (isJoined ? all : new Set(sidsOf(document)));
}

function sidsOf({ body }: HclBlock): readonly string[] {
  return body.blocks.flatMap((block) => {
    const sid = block.body.attributes.get('sid')?.expression;
    return sid?.kind === 'literal' ? [sid.text] : [];
  });
}
