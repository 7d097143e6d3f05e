import { Document, isMap, type Node, type Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { escapeCodePoints, isUnprintable, printable } from '../../printable.ts';
import type { JsonData } from '../../template/reference.ts';

/** Comment lines for a value in a tree, found by the value itself. */
export type Comments = ReadonlyMap<JsonData, readonly string[]>;

/**
 * Writes a tree as a CloudFormation template in YAML: intrinsic functions in their short form, and
 * comments above the maps they belong to.
 *
 * @param heading comment lines at the top of the text.
 */
export function templateYaml(
  tree: JsonData,
  comments: Comments,
  heading: readonly string[],
  collectionStyle: 'any' | 'flow' = 'any',
): string {
  const document = new Document<Node>(toNode(tree, comments));
  document.commentBefore = commentText(heading);
  return escapeCodePoints(
    document.toString({ lineWidth: 0, flowCollectionPadding: false, collectionStyle }),
  );
}

function toNode(data: JsonData, comments: Comments): Node {
  const node = intrinsicNode(data, comments) ?? plainNode(data, comments);
  const comment = comments.get(data);
  if (comment !== undefined) {
    node.commentBefore = commentText(comment);
  }
  return node;
}

function plainNode(data: JsonData, comments: Comments): Node {
  if (isList(data)) {
    const list = new YAMLSeq<Node>();
    list.items = data.map((item) => toNode(item, comments));
    return list;
  }
  if (typeof data === 'object' && data !== null) {
    const map = new YAMLMap<Node, Node>();
    for (const [key, value] of Object.entries(data)) {
      map.items.push(pair(key, toNode(value, comments)));
    }
    return map;
  }
  return scalar(data);
}

function pair(key: string, value: Node): Pair<Node, Node> {
  const map = new YAMLMap<Node, Node>();
  map.set(scalar(key), value);
  const [only] = map.items;
  if (only === undefined) {
    throw new TypeError('a map lost its entry');
  }
  return only;
}

/** The short form of an intrinsic function; undefined for other data and for what has none. */
function intrinsicNode(data: JsonData, comments: Comments): Node | undefined {
  const [entry, ...rest] =
    typeof data === 'object' && data !== null && !isList(data) ? Object.entries(data) : [];
  if (entry === undefined || rest.length > 0) {
    return undefined;
  }
  const [name, argument] = entry;
  if (name === 'Ref' && typeof argument === 'string') {
    return tagged(scalar(argument), '!Ref');
  }
  if (name === 'Fn::GetAtt' && isList(argument)) {
    // The short form has no room for an attribute that is itself a function.
    if (!argument.every((part) => typeof part === 'string')) {
      return undefined;
    }
    // The first dot of the short form ends the logical id.
    if (/[^A-Za-z0-9]/.test(argument[0] ?? '')) {
      return undefined;
    }
    return tagged(scalar(argument.join('.')), '!GetAtt');
  }
  const short = /^Fn::([A-Za-z]+)$/.exec(name)?.[1];
  if (short === undefined || short === 'Transform') {
    return undefined;
  }
  const node = toNode(argument, comments);
  // A value cannot carry two tags, so a function of a function keeps its long form.
  return node.tag === undefined && !isMap(node) ? tagged(node, `!${short}`) : undefined;
}

function tagged(node: Node, tag: string): Node {
  node.tag = tag;
  return node;
}

function scalar(value: string | number | boolean | null): Scalar {
  const node = new Scalar(value);
  // An account id or a version date must not be read as a number or a date by any YAML reader.
  if (typeof value === 'string' && /^[\d.:_+-]+$/.test(value)) {
    node.type = 'QUOTE_SINGLE';
  }
  // Escapes mean something between double quotes only.
  if (typeof value === 'string' && isUnprintable(value)) {
    node.type = 'QUOTE_DOUBLE';
  }
  return node;
}

/** Text of strangers in a comment is cut here. */
const MOST_IN_COMMENT = 2000;

/** A text of a comment on one line, without its sign. */
export function commentLine(text: string): string {
  return printable(text, MOST_IN_COMMENT);
}

function commentText(lines: readonly string[]): string {
  return lines.map((line) => (line === '' ? '' : ` ${commentLine(line)}`)).join('\n');
}

function isList(data: JsonData | undefined): data is readonly JsonData[] {
  return Array.isArray(data);
}
