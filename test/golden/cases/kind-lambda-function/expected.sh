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
cat >"$documents/orders.trust-policy.json" <<'END_OF_DOCUMENT'
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
          "aws:SourceArn": "arn:aws:bedrock:us-east-1:111122223333:flow/FLOWLAMBDA"
        }
      }
    }
  ]
}
END_OF_DOCUMENT
cat >"$documents/orders.FlowPermissions.json" <<'END_OF_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "InvokeFunctions",
      "Effect": "Allow",
      "Action": [
        "lambda:InvokeFunction"
      ],
      "Resource": [
        "arn:aws:lambda:us-east-1:111122223333:function:invoices:7",
        "arn:aws:lambda:us-east-1:111122223333:function:mail:live",
        "arn:aws:lambda:us-east-1:111122223333:function:orders",
        "arn:aws:lambda:us-east-1:111122223333:function:stock",
        "arn:aws:lambda:us-east-1:111122223333:function:stock:$LATEST"
      ]
    }
  ]
}
END_OF_DOCUMENT

# The role of the flow "orders".
export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
if aws iam get-role --role-name AmazonBedrockExecutionRoleForFlows_9ZK2P >/dev/null 2>&1; then
  aws iam update-assume-role-policy \
    --role-name AmazonBedrockExecutionRoleForFlows_9ZK2P \
    --policy-document "file://$documents/orders.trust-policy.json"
else
  aws iam create-role \
    --role-name AmazonBedrockExecutionRoleForFlows_9ZK2P \
    --path /service-role/ \
    --assume-role-policy-document "file://$documents/orders.trust-policy.json" \
    --description 'Service role of an Amazon Bedrock flow'
fi
# InvokeFunctions: Node "Unqualified" (flow.json:26) invokes this function as the role.
# InvokeFunctions: Node "Latest" (flow.json:48) invokes this function as the role.
# InvokeFunctions: Node "Alias" (flow.json:70) invokes this function as the role.
# InvokeFunctions: Node "Version" (flow.json:92) invokes this function as the role.
aws iam put-role-policy \
  --role-name AmazonBedrockExecutionRoleForFlows_9ZK2P \
  --policy-name FlowPermissions \
  --policy-document "file://$documents/orders.FlowPermissions.json"
# The ARN to give the flow as its executionRoleArn:
aws iam get-role \
  --role-name AmazonBedrockExecutionRoleForFlows_9ZK2P \
  --query Role.Arn \
  --output text
