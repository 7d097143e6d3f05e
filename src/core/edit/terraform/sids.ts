import type { HclBlock } from '../../read/hcl/syntax.ts';

/**
 * The Sids that a new statement of a document must not have: its own, and where documents are taken
 * into others, those of all documents of the module. There the same Sid is an error, or replaces
 * the statement.
 */
export function sidsBeside(document: HclBlock, module: readonly HclBlock[]): readonly string[] {
  const all = module.filter(({ labels: [type] }) => type === 'aws_iam_policy_document');
  const isJoined = all.some(
    ({ body: { attributes } }) =>
      attributes.has('source_policy_documents') || attributes.has('override_policy_documents'),
  );
  return (isJoined ? [document, ...all] : [document]).flatMap(({ body }) =>
    body.blocks.flatMap((block) => {
      const sid = block.body.attributes.get('sid')?.expression;
      return sid?.kind === 'literal' ? [sid.text] : [];
    }),
  );
}
