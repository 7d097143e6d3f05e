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
      "Sid": "RetrieveFromKnowledgeBases",
      "Effect": "Allow",
      "Action": [
        "bedrock:Retrieve"
      ],
      "Resource": [
        "arn:aws:bedrock:us-east-1:111122223333:knowledge-base/KBDOCS0001",
        "arn:aws:bedrock:us-east-1:111122223333:knowledge-base/KBDOCS0002"
      ]
    },
    {
      "Sid": "InvokeFunctions",
      "Effect": "Allow",
      "Action": [
        "lambda:InvokeFunction"
      ],
      "Resource": [
        "arn:aws:lambda:us-east-1:111122223333:function:send"
      ]
    }
  ]
}
END_OF_DOCUMENT
cat >"$documents/first.lambda-function-send.json" <<'END_OF_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "AllowFlowFirstSecondToInvokeFunctionPrecaution",
      "Effect": "Allow",
      "Principal": {
        "Service": "bedrock.amazonaws.com"
      },
      "Action": [
        "lambda:InvokeFunction"
      ],
      "Resource": [
        "arn:aws:lambda:us-east-1:111122223333:function:send"
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
cat >"$documents/third.trust-policy.json" <<'END_OF_DOCUMENT'
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
cat >"$documents/third.FlowPermissions.json" <<'END_OF_DOCUMENT'
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
        "arn:aws:bedrock:us-east-1:111122223333:knowledge-base/KBDOCS0003"
      ]
    }
  ]
}
END_OF_DOCUMENT

# The role of the flow "first", "second".
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
# RetrieveFromKnowledgeBases: Node "Look" (template.yaml:10) queries this knowledge base.
# RetrieveFromKnowledgeBases: Node "Look" (template.yaml:19) queries this knowledge base.
# InvokeFunctions: Node "Send" (template.yaml:9) invokes this function as the role.
# InvokeFunctions: Node "Send" (template.yaml:18) invokes this function as the role.
aws iam put-role-policy \
  --role-name AmazonBedrockExecutionRoleForFlows_first \
  --policy-name FlowPermissions \
  --policy-document "file://$documents/first.FlowPermissions.json"
# AllowFlowFirstSecondToInvokeFunctionPrecaution: Node "Send" (template.yaml:9) invokes the function as Amazon Bedrock itself if the flow was created before 2024-11-22.
# AllowFlowFirstSecondToInvokeFunctionPrecaution: Node "Send" (template.yaml:18) invokes the function as Amazon Bedrock itself if the flow was created before 2024-11-22.
# AllowFlowFirstSecondToInvokeFunctionPrecaution: Precaution, can be left out (--strict): Only flows created before 2024-11-22 need it, and it is not known when this one was created. AWS's page does not ask for it any more. See https://docs.aws.amazon.com/bedrock/latest/userguide/flows-permissions.html, read 2026-11-25.
aws lambda remove-permission \
  --function-name arn:aws:lambda:us-east-1:111122223333:function:send \
  --statement-id AllowFlowFirstSecondToInvokeFunctionPrecaution \
  --region us-east-1 >/dev/null 2>&1 || true
aws lambda add-permission \
  --function-name arn:aws:lambda:us-east-1:111122223333:function:send \
  --statement-id AllowFlowFirstSecondToInvokeFunctionPrecaution \
  --region us-east-1 \
  --action lambda:InvokeFunction \
  --principal bedrock.amazonaws.com \
  --source-account 111122223333 \
  --source-arn 'arn:aws:bedrock:us-east-1:111122223333:flow/*'
# The ARN to give the flow as its executionRoleArn:
aws iam get-role \
  --role-name AmazonBedrockExecutionRoleForFlows_first \
  --query Role.Arn \
  --output text

# The role of the flow "third".
export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
if aws iam get-role --role-name AmazonBedrockExecutionRoleForFlows_third >/dev/null 2>&1; then
  aws iam update-assume-role-policy \
    --role-name AmazonBedrockExecutionRoleForFlows_third \
    --policy-document "file://$documents/third.trust-policy.json"
else
  aws iam create-role \
    --role-name AmazonBedrockExecutionRoleForFlows_third \
    --assume-role-policy-document "file://$documents/third.trust-policy.json" \
    --description 'Service role of an Amazon Bedrock flow'
fi
# RetrieveFromKnowledgeBases: Node "Look" (template.yaml:27) queries this knowledge base.
aws iam put-role-policy \
  --role-name AmazonBedrockExecutionRoleForFlows_third \
  --policy-name FlowPermissions \
  --policy-document "file://$documents/third.FlowPermissions.json"
# The ARN to give the flow as its executionRoleArn:
aws iam get-role \
  --role-name AmazonBedrockExecutionRoleForFlows_third \
  --query Role.Arn \
  --output text
