// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are written so.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planRoles } from '../../src/core/plan/plan-roles.ts';
import { InputError, showProblem } from '../../src/core/problem.ts';
import { type OutputFormatName, outputFormat } from '../../src/core/write/index.ts';
import { readText } from './reading.ts';

const DEFINITION = `{"nodes":[{"name":"In","type":"Input"},{"name":"Ask","type":"Prompt","configuration":{"prompt":{"sourceConfiguration":{"resource":{"promptArn":"arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPT1234:3"}},"guardrailConfiguration":{"guardrailIdentifier":"abcdef123456"}}}},{"name":"Again","type":"Loop","configuration":{"loop":{"definition":{"nodes":[{"name":"Send","type":"LambdaFunction","configuration":{"lambdaFunction":{"lambdaArn":"arn:aws:lambda:<region>:$$ACCOUNT:function:send:$LATEST"}}}],"connections":[]}}}}]}`;

const TEMPLATE = `Parameters: { Model: { Type: String, Default: us.amazon.nova-lite-v1:0 } }
Resources:
  Prompt: &prompt
    Type: AWS::Bedrock::Prompt
    Properties: { DefaultVariant: a, Variants: [ { Name: a, ModelId: !Ref Model } ] }
  Flow:
    Type: AWS::Bedrock::Flow
    Condition: IsProd
    Properties:
      ExecutionRoleArn: !GetAtt Role.Arn
      CustomerEncryptionKeyArn: !If [A, !Ref Key, !Ref AWS::NoValue]
      Definition:
        Nodes:
          - Name: Ask
            Type: Prompt
            Configuration: { Prompt: { SourceConfiguration: { Resource: { PromptArn: !Sub "\${Prompt.Arn}:3" } } } }
          - { Name: Keep, Type: Storage, Configuration: { Storage: { ServiceConfiguration: { S3: { BucketName: !Join ["-", [letters, !Ref AWS::AccountId]] } } } } }
  Other:
    Type: AWS::Bedrock::Flow
    Properties:
      DefinitionString: !Sub |
        { "nodes": [ { "name": "Look", "type": "KnowledgeBase",
            "configuration": { "knowledgeBase": { "knowledgeBaseId": "\${Docs}", "modelId": "\${Model}", "numberOfResults": \${N} } } } ] }
`.replaceAll('\\$', '$');

const WRAPPED = JSON.stringify({
  Resources: {
    Flow: {
      Type: 'AWS::Bedrock::Flow',
      Properties: { DefinitionString: { 'Fn::Join': ['', [DEFINITION, { Ref: 'Tail' }]] } },
    },
  },
}).replace(',{"Ref":"Tail"}', '');

/** One small damage: characters cut out, put in, or swapped. */
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(12),
  put: fc.constantFrom(
    '',
    '"',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '\n',
    '  ',
    '*',
    '&a ',
    '!Sub ',
    '!Ref ',
    '${',
    '}',
    '\\',
    '\u0000',
    '\u001b[31m',
    '\u202e',
    '<x>',
    '$$',
    '~',
    '|',
    '- ',
    '?',
    '#',
    '1e9',
    'null',
    '__proto__',
  ),
});

function damaged(
  text: string,
  damages: readonly { at: number; cut: number; put: string }[],
): string {
  return damages.reduce((before, { at, cut, put }) => {
    const from = Math.floor(at * before.length);
    return before.slice(0, from) + put + before.slice(from + cut);
  }, text);
}

const CONTROL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

describe('a damaged file', () => {
  it.each([
    ['flow.json', DEFINITION],
    ['template.yaml', TEMPLATE],
    ['template.json', WRAPPED],
  ])('is read or refused in words, and what is read can be written: %s', async (file, text) => {
    expect((await readText(file, text)).length).toBeGreaterThan(0);
    const formats = await Promise.all(
      (['json', 'cloudformation', 'aws-cli'] satisfies OutputFormatName[]).map(outputFormat),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (damages) => {
        try {
          const flows = await readText(file, damaged(text, damages));
          for (const { keeps, print } of formats) {
            const known = {
              given: [],
              answers: new Map<string, string>(),
              keeps,
              pinRegions: false,
            };
            expect(print(planRoles(flows, known))).not.toMatch(CONTROL);
          }
        } catch (error) {
          if (!(error instanceof InputError)) {
            throw error;
          }
          for (const problem of error.problems) {
            expect(showProblem(problem)).not.toMatch(CONTROL);
            expect(problem.place.line).toBeGreaterThan(0);
            expect(problem.place.column).toBeGreaterThan(0);
            expect(problem.found).not.toMatch(/call stack|undefined|\[object/);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('a mark that reorders text', () => {
  const inTemplate = (condition: string, id: string) => `Resources:
  Flow:
    Type: AWS::Bedrock::Flow
    Condition: ${condition}
    Properties:
      Definition:
        Nodes:
          - { Name: Look, Type: KnowledgeBase, Configuration: { KnowledgeBase: { KnowledgeBaseId: ${id} } } }
`;

  it.each([
    ['the name of a condition', inTemplate('"Is\u202eProd"', '!Ref Docs')],
    ['an imported name', inTemplate('IsProd', '!ImportValue "docs\u202e"')],
    ['the condition of Fn::If', inTemplate('IsProd', '!If ["Is\u202eProd", KBA, KBB]')],
    ['a key of a map', inTemplate('IsProd', '!FindInMap [Docs, "a\u202e", Id]')],
  ])('never stands raw in what is written: %s', async (_name, text) => {
    const { keeps, print } = await outputFormat('cloudformation');
    const known = { given: [], answers: new Map<string, string>(), keeps, pinRegions: false };
    const written = await readText('template.yaml', text).then(
      (flows) => print(planRoles(flows, known)),
      (error: unknown) => String(error),
    );
    expect(written).not.toMatch(CONTROL);
  });
});
