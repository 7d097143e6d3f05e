#!/usr/bin/env bash
# Creates the service roles of Amazon Bedrock flows, or brings them up to date.
# It may run any number of times; it needs the AWS CLI.
set -euo pipefail
export AWS_PAGER=""
export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
caller=$(aws sts get-caller-identity --query Account --output text)
if [ "$caller" != 111122223333 ]; then
  echo 'The AWS CLI is not signed in to account 111122223333.' >&2
  exit 1
fi

documents=$(mktemp -d)
trap 'rm -rf "$documents"' EXIT
cat >"$documents/flow.trust-policy.json" <<'END_OF_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "AllowBedrockToAssumeRoleForFlow",
      "Effect": "Allow",
      "Principal": {
        "Service": "bedrock.amazonaws.com"
      },
      "Action": [
        "sts:AssumeRole"
      ],
      "Condition": {
        "StringEquals": {
          "aws:SourceAccount": "111122223333"
        },
        "ArnLike": {
          "aws:SourceArn": "arn:aws:bedrock:us-east-1:111122223333:flow/*"
        }
      }
    }
  ]
}
END_OF_DOCUMENT
cat >"$documents/flow.FlowPermissions.json" <<'END_OF_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "InvokeFoundationModels",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0",
        "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-1-8b-instruct-v1:0:128k"
      ]
    },
    {
      "Sid": "InvokeInferenceProfiles",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0"
      ]
    },
    {
      "Sid": "InvokeInferenceProfilesPrecaution",
      "Effect": "Allow",
      "Action": [
        "bedrock:GetInferenceProfile"
      ],
      "Resource": [
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0"
      ]
    },
    {
      "Sid": "InvokeModelsOfProfileUsAnthropicClaudeSonnet420250514V10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-4-20250514-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0"
        }
      }
    },
    {
      "Sid": "UsePrompts",
      "Effect": "Allow",
      "Action": [
        "bedrock:RenderPrompt"
      ],
      "Resource": [
        "arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPTANSW:12",
        "arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPTCLSS"
      ]
    },
    {
      "Sid": "UsePromptsPrecaution",
      "Effect": "Allow",
      "Action": [
        "bedrock:GetPrompt"
      ],
      "Resource": [
        "arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPTANSW",
        "arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPTANSW:12",
        "arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPTCLSS"
      ]
    },
    {
      "Sid": "UsePromptsPrecautionPart2",
      "Effect": "Allow",
      "Action": [
        "bedrock:RenderPrompt"
      ],
      "Resource": [
        "arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPTANSW"
      ]
    },
    {
      "Sid": "UseKeysOfPrompts",
      "Effect": "Allow",
      "Action": [
        "kms:Decrypt",
        "kms:GenerateDataKey"
      ],
      "Resource": [
        "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f"
      ],
      "Condition": {
        "StringEquals": {
          "aws:ResourceAccount": "111122223333",
          "kms:ViaService": "bedrock.us-east-1.amazonaws.com"
        },
        "StringLike": {
          "kms:EncryptionContext:aws:bedrock-prompts:arn": "arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPTANSW*"
        }
      }
    }
  ]
}
END_OF_DOCUMENT

# The role of the flow "flow".
export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
if aws iam get-role --role-name AmazonBedrockExecutionRoleForFlows_flow >/dev/null 2>&1; then
  aws iam update-assume-role-policy \
    --role-name AmazonBedrockExecutionRoleForFlows_flow \
    --policy-document "file://$documents/flow.trust-policy.json"
else
  aws iam create-role \
    --role-name AmazonBedrockExecutionRoleForFlows_flow \
    --assume-role-policy-document "file://$documents/flow.trust-policy.json" \
    --description 'Service role of an Amazon Bedrock flow'
fi
# InvokeFoundationModels: Node "Classify" (flow.json:23) invokes this foundation model.
# InvokeFoundationModels: Node "Answer" (flow.json:49) invokes this foundation model.
# InvokeInferenceProfiles: Node "Answer" (flow.json:49) invokes its model through this inference profile.
# InvokeInferenceProfilesPrecaution: Node "Answer" (flow.json:49) looks up the Regions and the model of this inference profile.
# InvokeInferenceProfilesPrecaution: Precaution, can be left out (--strict): One page of AWS asks for bedrock:GetInferenceProfile beside bedrock:InvokeModel, the pages on cross-Region inference do not, and roles without it work. See https://docs.aws.amazon.com/bedrock/latest/userguide/inference-prereq.html, read 2026-11-25.
# InvokeModelsOfProfileUsAnthropicClaudeSonnet420250514V10: Node "Answer" (flow.json:49) reaches the model in the Regions that the profile sends requests to.
# UsePrompts: Node "Classify" (flow.json:23) reads the prompt prompt/PROMPTCLSS from Prompt management.
# UsePrompts: Node "Answer" (flow.json:49) reads the prompt prompt/PROMPTANSW:12 from Prompt management.
# UsePromptsPrecaution: Node "Classify" (flow.json:23) gets the prompt prompt/PROMPTCLSS from Prompt management.
# UsePromptsPrecaution: Node "Answer" (flow.json:49) gets the prompt prompt/PROMPTANSW:12 from Prompt management.
# UsePromptsPrecaution: Precaution, can be left out (--strict): AWS's page on the role asks for bedrock:RenderPrompt alone, for flows created since 2024-11-22. AWS's own policy for roles of flows gives bedrock:GetPrompt, and AWS's sample flows have it since February 2026; roles without it work. See https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SageMakerStudioBedrockFlowServiceRoleP…
# UsePromptsPrecautionPart2: Node "Answer" (flow.json:49) reads the prompt prompt/PROMPTANSW:12 from Prompt management.
# UsePromptsPrecautionPart2: Precaution, can be left out (--strict): The call is on the version that the node names, and roles that name versions only work. AWS tells the two ARNs apart nowhere on its page. See https://docs.aws.amazon.com/bedrock/latest/userguide/flows-permissions.html, read 2026-11-25.
# UseKeysOfPrompts: Node "Answer" (flow.json:49) uses the customer managed key of a resource that the flow invokes.
aws iam put-role-policy \
  --role-name AmazonBedrockExecutionRoleForFlows_flow \
  --policy-name FlowPermissions \
  --policy-document "file://$documents/flow.FlowPermissions.json"
# The ARN to give the flow as its executionRoleArn:
aws iam get-role \
  --role-name AmazonBedrockExecutionRoleForFlows_flow \
  --query Role.Arn \
  --output text
