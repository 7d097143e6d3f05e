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
          "aws:SourceArn": "arn:aws:bedrock:us-east-1:111122223333:flow/*"
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
        "arn:aws:lambda:us-east-1:444455556666:function:stock",
        "arn:aws:lambda:us-east-1:444455556666:function:stock:$LATEST"
      ]
    }
  ]
}
END_OF_DOCUMENT
cat >"$documents/orders.lambda-function-stock.json" <<'END_OF_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "AllowFlowOrdersToInvokeFunction",
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::111122223333:role/flows/OrdersFlow"
      },
      "Action": [
        "lambda:InvokeFunction"
      ],
      "Resource": [
        "arn:aws:lambda:us-east-1:444455556666:function:stock"
      ]
    }
  ]
}
END_OF_DOCUMENT

# The role of the flow "orders".
export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
if aws iam get-role --role-name OrdersFlow >/dev/null 2>&1; then
  aws iam update-assume-role-policy \
    --role-name OrdersFlow \
    --policy-document "file://$documents/orders.trust-policy.json"
else
  aws iam create-role \
    --role-name OrdersFlow \
    --path /flows/ \
    --assume-role-policy-document "file://$documents/orders.trust-policy.json" \
    --description 'Service role of an Amazon Bedrock flow'
fi
# InvokeFunctions: Node "TheirStock" (flow.json:24) invokes this function of another account as the role.
aws iam put-role-policy \
  --role-name OrdersFlow \
  --policy-name FlowPermissions \
  --policy-document "file://$documents/orders.FlowPermissions.json"
# function:stock stands in another account: an administrator there runs the command below.
# AllowFlowOrdersToInvokeFunction: Node "TheirStock" (flow.json:24) invokes the function of another account, which must let the role in.
# aws lambda remove-permission \
#   --function-name arn:aws:lambda:us-east-1:444455556666:function:stock \
#   --statement-id AllowFlowOrdersToInvokeFunction \
#   --region us-east-1 >/dev/null 2>&1 || true
# aws lambda add-permission \
#   --function-name arn:aws:lambda:us-east-1:444455556666:function:stock \
#   --statement-id AllowFlowOrdersToInvokeFunction \
#   --region us-east-1 \
#   --action lambda:InvokeFunction \
#   --principal arn:aws:iam::111122223333:role/flows/OrdersFlow
# The ARN to give the flow as its executionRoleArn:
aws iam get-role \
  --role-name OrdersFlow \
  --query Role.Arn \
  --output text
