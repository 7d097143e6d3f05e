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
        "bedrock:GetInferenceProfile",
        "bedrock:InvokeModel"
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
        "bedrock:GetPrompt",
        "bedrock:RenderPrompt"
      ],
      "Resource": [
        "arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPTANSW",
        "arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPTANSW:12",
        "arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPTCLSS"
      ]
    },
    {
      "Sid": "UseKeysOfResources",
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
          "aws:ResourceAccount": "111122223333"
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
# InvokeModelsOfProfileUsAnthropicClaudeSonnet420250514V10: Node "Answer" (flow.json:49) reaches the model in the Regions that the profile sends requests to.
# UsePrompts: Node "Classify" (flow.json:23) reads the prompt prompt/PROMPTCLSS from Prompt management.
# UsePrompts: Node "Answer" (flow.json:49) reads the prompt prompt/PROMPTANSW:12 from Prompt management.
# UseKeysOfResources: Node "Answer" (flow.json:49) uses the customer managed key of a resource that the flow invokes.
aws iam put-role-policy \
  --role-name AmazonBedrockExecutionRoleForFlows_flow \
  --policy-name FlowPermissions \
  --policy-document "file://$documents/flow.FlowPermissions.json"
# The ARN to give the flow as its executionRoleArn:
aws iam get-role \
  --role-name AmazonBedrockExecutionRoleForFlows_flow \
  --query Role.Arn \
  --output text
