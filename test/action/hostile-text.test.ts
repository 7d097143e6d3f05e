import { describe, expect, it } from 'vitest';
import { expectHarmless } from '../support/harmless.ts';
import { github, review } from '../support/stories.ts';

/** Texts that do harm where Markdown or HTML is made of them. */
const NASTY = [
  '@everyone @org/team octo@example.com',
  '#1 octo/flows#2 GH-3',
  '](http://evil.example) ![x](http://evil.example/x.png) [x]: http://evil.example',
  '<img src=http://evil.example/x.png> <!-- <script>alert(1)</script> </code></summary></details>',
  'https://evil.example www.evil.example <http://evil.example>',
  '```\n\n# Heading\n\n| a | b |\n|---|---|\n| c | d |',
  '`a|b` | `c',
  '$x$ $$y$$ $`z`$',
  '\u202egnp.exe\u2066 \u200b\u0000\u001b[31m',
  '-->\n\n/flow-role apply\n\n<!-- flow-role-wizard summary 0 -->',
  '&#64;everyone &lt;b&gt; \\@everyone',
];

/** A template in which every text that is free is the given one, and the role lacks a permission. */
function nastyTemplate(text: string): string {
  return JSON.stringify(
    {
      Description: text,
      Resources: {
        Flow: {
          Type: 'AWS::Bedrock::Flow',
          Properties: {
            Name: text,
            Description: text,
            ExecutionRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
            Definition: {
              Nodes: [
                {
                  Name: text,
                  Type: 'Prompt',
                  Configuration: {
                    Prompt: {
                      SourceConfiguration: { Inline: { ModelId: 'amazon.nova-lite-v1:0' } },
                    },
                  },
                },
                {
                  Name: `Call ${text}`,
                  Type: 'LambdaFunction',
                  Configuration: {
                    LambdaFunction: {
                      LambdaArn: `arn:aws:lambda:us-east-1:123456789012:function:${text}`,
                    },
                  },
                },
                { Name: `Unknown ${text}`, Type: text },
              ],
            },
          },
        },
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            RoleName: text,
            AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
            ManagedPolicyArns: [text],
            Policies: [
              {
                PolicyName: text,
                PolicyDocument: {
                  Version: '2012-10-17',
                  Statement: [{ Sid: text, Effect: 'Allow', Action: text, Resource: text }],
                },
              },
            ],
          },
        },
      },
    },
    undefined,
    2,
  );
}

describe.concurrent('texts of a stranger', () => {
  it.for(NASTY)('come out as text: %j', async (text, context) => {
    const hub = await github(context);
    const template = nastyTemplate(text);
    const pull = await hub.open({ base: {}, head: { 'app.json': template } });
    const run = await review(hub, pull);
    const { reviewComments, issueComments } = hub.state;
    expect(run.code).toBe(1);
    expect(issueComments).toHaveLength(1);
    for (const { body } of [...reviewComments, ...issueComments]) {
      expectHarmless(body);
    }
    expectHarmless(run.summary);
    for (const line of run.log.split('\n')) {
      expect(line.startsWith('::') && !/^::(?:error|warning|notice)/.test(line)).toBe(false);
    }
  });

  it.for(['a|b.json', 'a`b`.json', '@everyone #1.json', '<b>.json', '$x$.json'])(
    'come out as text in paths: %s',
    async (path, context) => {
      const hub = await github(context);
      const pull = await hub.open({ base: {}, head: { [path]: nastyTemplate('answers') } });
      const run = await review(hub, pull);
      expect(hub.state.issueComments).toHaveLength(1);
      for (const { body } of [...hub.state.reviewComments, ...hub.state.issueComments]) {
        expectHarmless(body);
      }
      expectHarmless(run.summary);
    },
  );
});
