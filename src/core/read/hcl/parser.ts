import grammar from '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm';
import { Language, Parser } from 'web-tree-sitter';
import runtime from 'web-tree-sitter/web-tree-sitter.wasm';

let loading: Promise<Parser> | undefined;

/** The parser of HCL; it is made once, when the first file needs it. */
export function hclParser(): Promise<Parser> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Parser> {
  // Given its bytes, the runtime looks for no file.
  await Parser.init({ wasmBinary: runtime });
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return parser;
}
