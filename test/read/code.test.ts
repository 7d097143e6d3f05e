import { describe, expect, it } from 'vitest';
import { flowsInCode, isCode } from '../../src/core/read/code/code.ts';

/** Where a file creates flows: `cdk 3`. */
function found(path: string, text: string): readonly string[] {
  return flowsInCode({ path, text }).map(({ maker, place }) => `${maker} ${place.line}`);
}

const ROLE = "executionRoleArn: 'arn:aws:iam::111122223333:role/desk'";

type Row = readonly [what: string, path: string, text: string, expected: readonly string[]];

const FLOWS: readonly Row[] = [
  [
    'a name of aws-cdk-lib',
    'stack.ts',
    "import { App, Stack, aws_bedrock as bedrock } from 'aws-cdk-lib';\n\nnew bedrock.CfnFlow(stack, 'F', { name: 'desk' });",
    ['cdk 3'],
  ],
  [
    'a module of aws-cdk-lib',
    'stack.ts',
    "import * as br from 'aws-cdk-lib/aws-bedrock';\nconst flow = new br.CfnFlow(this, 'F', {});",
    ['cdk 2'],
  ],
  [
    'a class under another name',
    'stack.mts',
    "import { CfnFlow as Flowing } from 'aws-cdk-lib/aws-bedrock';\nnew Flowing(this, 'F', {});",
    ['cdk 2'],
  ],
  [
    'a path of names',
    'stack.tsx',
    "import * as cdk from 'aws-cdk-lib';\nnew cdk.aws_bedrock.CfnFlow(\n  this, 'F', {});",
    ['cdk 2'],
  ],
  [
    'require',
    'stack.js',
    "const { aws_bedrock: b } = require('aws-cdk-lib');\nnew b.CfnFlow(this, 'F');\nconst c = require('aws-cdk-lib').aws_bedrock;\nnew c.CfnFlow(this, 'G');",
    ['cdk 2', 'cdk 4'],
  ],
  [
    'a module of the repository that passes it on',
    'stack.ts',
    "import { bedrock } from './aws';\nnew bedrock.CfnFlow(this, 'F', {});",
    ['cdk 2'],
  ],
  [
    'a resource by its type',
    'stack.ts',
    "import { CfnResource } from 'aws-cdk-lib';\nnew CfnResource(this, 'F', { type: 'AWS::Bedrock::Flow', properties: {} });",
    ['cdk 2'],
  ],
  [
    'a construct of the alpha library',
    'stack.ts',
    "import * as bedrock from '@aws-cdk/aws-bedrock-alpha';\nnew bedrock.Flow(this, 'F', {});",
    ['cdk 2'],
  ],
  [
    'a call inside a template string, with code after it',
    'stack.ts',
    `import { aws_bedrock as bedrock } from 'aws-cdk-lib';\nconst a = \`id $\{{ n: new bedrock.CfnFlow(this, \`F$\{1}\`, {}).attrId }.n} new bedrock.CfnFlow(\`;\nnew bedrock.CfnFlow(this, 'G', {});`,
    ['cdk 2', 'cdk 3'],
  ],
  [
    'after a regular expression with quotes in it',
    'stack.ts',
    "import { aws_bedrock as bedrock } from 'aws-cdk-lib';\nconst q = text.replace(/[`/'\"]/g, '');\nnew bedrock.CfnFlow(this, 'F', {});",
    ['cdk 3'],
  ],
  [
    'CDK in Python',
    'stack.py',
    'from aws_cdk import (\n    Stack,\n    aws_bedrock as bedrock,\n)\nflow = bedrock.CfnFlow(self, "F", name="desk")',
    ['cdk 5'],
  ],
  [
    'CDK in Python by its module',
    'stack.py',
    'import aws_cdk.aws_bedrock as b\nimport aws_cdk as cdk\nfrom aws_cdk.aws_bedrock import CfnFlow\nb.CfnFlow(self, "F")\ncdk.aws_bedrock.CfnFlow(self, "G")\nCfnFlow(self, "H")',
    ['cdk 4', 'cdk 5', 'cdk 6'],
  ],
  [
    'a resource by its type in Python',
    'stack.py',
    'import aws_cdk as cdk\ncdk.CfnResource(self, "F", type="AWS::Bedrock::Flow")',
    ['cdk 2'],
  ],
  [
    'boto3 in one expression',
    'make.py',
    'import boto3\n\nboto3.client("bedrock-agent").create_flow(\n    name="desk",\n)',
    ['boto3 3'],
  ],
  [
    'a client in a variable',
    'make.py',
    "agents = boto3.client(service_name='bedrock-agent', region_name='us-east-1')\nresponse = agents.create_flow(**request)",
    ['boto3 2'],
  ],
  [
    'a client of a session, of an object, and of a context',
    'make.py',
    'self.agents = session.client("bedrock-agent")\nself.agents.create_flow(**r)\nasync with session.client("bedrock-agent") as other:\n    await other.create_flow(**r)',
    ['boto3 2', 'boto3 4'],
  ],
  [
    'a client from elsewhere',
    'make.py',
    'def make(client, role):\n    return client.create_flow(name="desk", executionRoleArn=role)',
    ['boto3 2'],
  ],
  [
    'a command of the SDK for JavaScript',
    'make.mjs',
    `import { BedrockAgentClient, CreateFlowCommand } from '@aws-sdk/client-bedrock-agent';\nawait client.send(new CreateFlowCommand({ name: 'desk', ${ROLE} }));`,
    ['javascript-sdk 2'],
  ],
  [
    'a command that is loaded late',
    'make.js',
    "const { CreateFlowCommand } = await import('@aws-sdk/client-bedrock-agent');\nawait client.send(new CreateFlowCommand(input));",
    ['javascript-sdk 2'],
  ],
  [
    'a method of the SDK for JavaScript',
    'make.ts',
    `import { BedrockAgent } from '@aws-sdk/client-bedrock-agent';\nconst agents = new BedrockAgent({});\nawait agents.createFlow({ name: 'desk', ${ROLE} });`,
    ['javascript-sdk 3'],
  ],
  [
    'the SDK for JavaScript before version 3',
    'make.js',
    `const AWS = require('aws-sdk');\nnew AWS.BedrockAgent().createFlow({ name: 'desk', ${ROLE} }).promise();`,
    ['javascript-sdk 2'],
  ],
  [
    'a notebook, by the line of the file',
    'desk.ipynb',
    JSON.stringify(
      {
        cells: [
          { cell_type: 'markdown', source: ["client.create_flow(executionRoleArn='x')"] },
          {
            cell_type: 'code',
            source: ['%pip install "boto3\n', "a = boto3.client('bedrock-agent')"],
          },
          { cell_type: 'code', source: '# a note\na.create_flow(**r)' },
          { cell_type: 'code', source: ['%%bash\n', 'a.create_flow(**r)'] },
        ],
      },
      undefined,
      1,
    ),
    ['boto3 18'],
  ],
];

const NONE: readonly (readonly [what: string, path: string, text: string])[] = [
  [
    'comments of a script',
    'stack.ts',
    "import { aws_bedrock as bedrock } from 'aws-cdk-lib';\n// new bedrock.CfnFlow(this, 'F');\n/* new bedrock.CfnFlow(this, 'F');\n new bedrock.CfnFlow( */",
  ],
  [
    'strings of a script',
    'stack.ts',
    "import { aws_bedrock as bedrock } from 'aws-cdk-lib';\nconst a = 'new bedrock.CfnFlow(', b = \"new bedrock.CfnFlow(\", c = `\nnew bedrock.CfnFlow(`, d = /new bedrock.CfnFlow(/;",
  ],
  [
    'comments and strings of Python',
    'make.py',
    'a = boto3.client("bedrock-agent")\n# a.create_flow(executionRoleArn=r)\n"""\na.create_flow(executionRoleArn=r)\n"""\nb = \'a.create_flow(executionRoleArn=r)\'\nr"a.create_flow(\\"',
  ],
  [
    'flows of Amazon AppFlow with CDK',
    'stack.ts',
    "import { aws_appflow as appflow, aws_bedrock as bedrock } from 'aws-cdk-lib';\nnew appflow.CfnFlow(this, 'F', {});\nnew bedrock.CfnAgent(this, 'A', {});",
  ],
  [
    'flows of AWS Elemental MediaConnect by their class',
    'stack.ts',
    "import { CfnFlow } from 'aws-cdk-lib/aws-mediaconnect';\nnew CfnFlow(this, 'F', {});",
  ],
  [
    'flows of other services with boto3',
    'make.py',
    'agents = boto3.client("bedrock-agent")\nboto3.client("appflow").create_flow(flowName="f")\nmedia = boto3.client("mediaconnect")\nmedia.create_flow(Name="f")',
  ],
  [
    'flows of other services with the SDK for JavaScript',
    'make.js',
    "import { CreateFlowCommand } from '@aws-sdk/client-appflow';\nimport { ListFlowsCommand } from '@aws-sdk/client-bedrock-agent';\nnew CreateFlowCommand({});",
  ],
  [
    'functions and classes of that name',
    'make.py',
    'def create_flow(executionRoleArn=None):\n    pass\nclass CfnFlow(bedrock.Base):\n    pass\ncreate_flow(executionRoleArn=1)',
  ],
  [
    'other flows of a program',
    'ui.tsx',
    "import { createFlow } from './flows';\nimport { Flow } from 'reactflow';\ncreateFlow({ executionRoleArn: 1 });\nbuilder.createFlow({ name: 'x' });\nnew Flow();",
  ],
  [
    'what only names, types or extends the class',
    'stack.ts',
    "import { CfnFlow } from 'aws-cdk-lib/aws-bedrock';\nclass Desk { flow?: CfnFlow; }\nclass Other extends CfnFlow {}\nCfnFlow.isCfnElement(x);",
  ],
  [
    'what looks for flows in templates',
    'scan.ts',
    "const isFlow = (r) => r.type === 'AWS::Bedrock::Flow';\ntemplate.hasResourceProperties('AWS::Bedrock::Flow', { Name: 'desk' });",
  ],
  ['a notebook that is no JSON', 'desk.ipynb', '{"cells": [ create_flow(executionRoleArn=1)'],
  ['code without end', 'a.ts', "new bedrock.CfnFlowX('`${`${"],
];

describe('flows in code', () => {
  it.each(FLOWS)('are found: %s', (_, path, text, expected) => {
    expect(found(path, text)).toEqual(expected);
  });

  it.each(NONE)('are not: %s', (_, path, text) => {
    expect(found(path, text)).toEqual([]);
  });

  it.each([
    ['lib/stack.ts', true],
    ['a.mjs', true],
    ['make.PY', true],
    ['desk.ipynb', true],
    ['index.d.ts', false],
    ['index.d.mts', false],
    ['flow.json', false],
    ['a.jsonts.md', false],
  ])('are looked for in %s: %s', (path, expected) => {
    expect(isCode(path)).toBe(expected);
  });

  it.each([
    ['brackets', 'a.create_flow(('],
    ['imports', 'import {import '],
    ['Python imports', 'from import from '],
    ['clients', 'x=client('],
    ['template strings', '`${'],
    ['quotes', "'\\"],
    ['names', 'a.b.'],
    ['comments', '/*'],
    ['slashes', '=/['],
  ])('take no more time for %s without end', (_, unit) => {
    const text = `create_flow ${unit.repeat(Math.floor(190_000 / unit.length))}`;
    for (const path of ['a.ts', 'a.py']) {
      const start = performance.now();
      found(path, text);
      expect(performance.now() - start, path).toBeLessThan(4000);
    }
  });
});
