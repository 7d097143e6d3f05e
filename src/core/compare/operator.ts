/** A condition operator, taken apart: `ForAllValues:StringNotEqualsIfExists`. */
export interface Operator {
  readonly quantifier: 'ForAnyValue' | 'ForAllValues' | undefined;
  /** What is compared: `string` for `StringNotLike`. */
  readonly family: 'string' | 'arn' | 'bool' | 'null' | 'other';
  readonly isNegative: boolean;
  readonly takesWildcards: boolean;
  readonly ignoresCase: boolean;
  readonly ifExists: boolean;
}

const SHAPE = /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/i;

const KINDS: Readonly<Record<string, Pick<Operator, 'family'> & Partial<Operator>>> = {
  stringequals: { family: 'string' },
  stringnotequals: { family: 'string', isNegative: true },
  stringequalsignorecase: { family: 'string', ignoresCase: true },
  stringnotequalsignorecase: { family: 'string', isNegative: true, ignoresCase: true },
  stringlike: { family: 'string', takesWildcards: true },
  stringnotlike: { family: 'string', isNegative: true, takesWildcards: true },
  arnequals: { family: 'arn', takesWildcards: true },
  arnlike: { family: 'arn', takesWildcards: true },
  arnnotequals: { family: 'arn', isNegative: true, takesWildcards: true },
  arnnotlike: { family: 'arn', isNegative: true, takesWildcards: true },
  bool: { family: 'bool', ignoresCase: true },
  null: { family: 'null' },
  numericequals: { family: 'other' },
  numericnotequals: { family: 'other', isNegative: true },
  numericlessthan: { family: 'other' },
  numericlessthanequals: { family: 'other' },
  numericgreaterthan: { family: 'other' },
  numericgreaterthanequals: { family: 'other' },
  dateequals: { family: 'other' },
  datenotequals: { family: 'other', isNegative: true },
  datelessthan: { family: 'other' },
  datelessthanequals: { family: 'other' },
  dategreaterthan: { family: 'other' },
  dategreaterthanequals: { family: 'other' },
  binaryequals: { family: 'other' },
  ipaddress: { family: 'other' },
  notipaddress: { family: 'other', isNegative: true },
};

/** Takes an operator apart; undefined for what is no operator, whose condition is never met. */
export function operatorOf(name: string): Operator | undefined {
  const [, quantifier, base = '', ifExists] = SHAPE.exec(name) ?? [];
  const kind = KINDS[base.toLowerCase()];
  return (
    kind && {
      isNegative: false,
      takesWildcards: false,
      ignoresCase: false,
      ...kind,
      quantifier:
        quantifier === undefined
          ? undefined
          : quantifier.toLowerCase() === 'forallvalues'
            ? 'ForAllValues'
            : 'ForAnyValue',
      ifExists: ifExists !== undefined,
    }
  );
}

/** Whether a condition with this operator may be met by a request that lacks its key. */
export function holdsWithout({ quantifier, family, isNegative, ifExists }: Operator): boolean {
  return (
    family !== 'null' &&
    (ifExists || quantifier === 'ForAllValues' || (isNegative && quantifier === undefined))
  );
}
