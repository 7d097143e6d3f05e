import type { Parser } from 'web-tree-sitter';

let loading: Promise<Parser> | undefined;
let loaded: Parser | undefined;

/** The parser, once a file has been read with it. */
export function loadedHclParser(): Parser | undefined {
  return loaded;
}

/** The parser of HCL; it is made once, when the first file needs it. */
export function hclParser(): Promise<Parser> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Parser> {
  const [{ Language, Parser }, runtime, grammar] = await Promise.all([
    import('web-tree-sitter'),
    import('web-tree-sitter/web-tree-sitter.wasm'),
    import('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm'),
  ]);
  // Given its bytes, the runtime looks for no file.
  await Parser.init({ wasmBinary: runtime.default });
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar.default));
  loaded = parser;
  return parser;
}
