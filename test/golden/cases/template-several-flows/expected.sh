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
cat >"$documents/first.trust-policy.json" <<'END_OF_DOCUMENT'
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
cat >"$documents/first.FlowPermissions.json" <<'END_OF_DOCUMENT'
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
        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"
      ]
    }
  ]
}
END_OF_DOCUMENT
cat >"$documents/Second.trust-policy.json" <<'END_OF_DOCUMENT'
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
cat >"$documents/Second.FlowPermissions.json" <<'END_OF_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "RetrieveFromKnowledgeBases",
      "Effect": "Allow",
      "Action": [
        "bedrock:Retrieve"
      ],
      "Resource": [
        "arn:aws:bedrock:us-east-1:111122223333:knowledge-base/KBDOCS0001"
      ]
    }
  ]
}
END_OF_DOCUMENT

# The role of the flow "first".
export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
if aws iam get-role --role-name AmazonBedrockExecutionRoleForFlows_first >/dev/null 2>&1; then
  aws iam update-assume-role-policy \
    --role-name AmazonBedrockExecutionRoleForFlows_first \
    --policy-document "file://$documents/first.trust-policy.json"
else
  aws iam create-role \
    --role-name AmazonBedrockExecutionRoleForFlows_first \
    --assume-role-policy-document "file://$documents/first.trust-policy.json" \
    --description 'Service role of an Amazon Bedrock flow'
fi
# InvokeFoundationModels: Node "Ask" (template.yaml:10) invokes this foundation model.
aws iam put-role-policy \
  --role-name AmazonBedrockExecutionRoleForFlows_first \
  --policy-name FlowPermissions \
  --policy-document "file://$documents/first.FlowPermissions.json"
# The ARN to give the flow as its executionRoleArn:
aws iam get-role \
  --role-name AmazonBedrockExecutionRoleForFlows_first \
  --query Role.Arn \
  --output text

# The role of the flow "Second".
export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
if aws iam get-role --role-name AmazonBedrockExecutionRoleForFlows_Second >/dev/null 2>&1; then
  aws iam update-assume-role-policy \
    --role-name AmazonBedrockExecutionRoleForFlows_Second \
    --policy-document "file://$documents/Second.trust-policy.json"
else
  aws iam create-role \
    --role-name AmazonBedrockExecutionRoleForFlows_Second \
    --assume-role-policy-document "file://$documents/Second.trust-policy.json" \
    --description 'Service role of an Amazon Bedrock flow'
fi
# RetrieveFromKnowledgeBases: Node "Look" (template.yaml:18) queries this knowledge base.
aws iam put-role-policy \
  --role-name AmazonBedrockExecutionRoleForFlows_Second \
  --policy-name FlowPermissions \
  --policy-document "file://$documents/Second.FlowPermissions.json"
# The ARN to give the flow as its executionRoleArn:
aws iam get-role \
  --role-name AmazonBedrockExecutionRoleForFlows_Second \
  --query Role.Arn \
  --output text
