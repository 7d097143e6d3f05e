import { readJson } from '../document/json.ts';
import { Lines } from '../document/lines.ts';
import { get, type Value } from '../document/value.ts';
import { readYaml } from '../document/yaml.ts';
import type { SourceFile } from '../file.ts';
import type { Place } from '../place.ts';
import { resolveIntrinsics } from '../read/cloudformation/intrinsics.ts';
import type { JsonData } from '../template/reference.ts';
import { display, type Template } from '../template/template.ts';
import { expression } from '../write/cloudformation/expression.ts';
import { type Manner, mannerOf } from './manner.ts';
import { languageOf, parseSyntax } from './syntax.ts';
import type { SyntaxNode } from './syntax-tree.ts';

/** Everything about the text that edits are made of. */
export interface Workspace {
  readonly text: string;
  readonly root: SyntaxNode;
  readonly tree: Value;
  readonly manner: Manner;
  readonly offsetOf: (place: Place) => number;
  /** Writes a value as the file does: with intrinsic functions in a template. */
  readonly render: (value: Template) => JsonData;
}

/** A report mends the same file once for each finding, and reading it takes longer than the edit. */
const workspaces = new WeakMap<SourceFile, Workspace | 'unreadable'>();

/** A file of JSON or YAML, ready for edits; undefined for a text that cannot be edited. */
export function workspaceOf(file: SourceFile): Workspace | undefined {
  const workspace = workspaces.get(file) ?? open(file) ?? 'unreadable';
  workspaces.set(file, workspace);
  return workspace === 'unreadable' ? undefined : workspace;
}

function open({ path, text }: SourceFile): Workspace | undefined {
  const body = withoutMark(text);
  const language = languageOf(path, body);
  const root = parseSyntax(language, body);
  if (root === undefined) {
    return undefined;
  }
  const tree = readTree(path, body);
  const isTemplate = get(tree, 'Statement') === undefined;
  const lines = new Lines(path, body);
  return {
    text: body,
    root,
    tree: isTemplate ? resolveIntrinsics(tree, () => undefined) : tree,
    manner: mannerOf(language, body),
    offsetOf: (place) => lines.offsetOf(place),
    render: isTemplate ? expression : display,
  };
}

/** The text without its byte order mark. */
export function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}

/** The values of a text in JSON or YAML. @throws InputError for a text that is neither. */
export function readTree(path: string, body: string): Value {
  return languageOf(path, body) === 'json' ? readJson(path, body) : readYaml(path, body);
}
