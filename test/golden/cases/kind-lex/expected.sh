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
          "aws:SourceArn": "arn:aws:bedrock:us-east-1:111122223333:flow/LEXFLOW001"
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
      "Sid": "CallLexBots",
      "Effect": "Allow",
      "Action": [
        "lex:RecognizeUtterance"
      ],
      "Resource": [
        "arn:aws:lex:us-east-1:111122223333:bot-alias/BOTABCDEF1/TSTALIASID"
      ]
    }
  ]
}
END_OF_DOCUMENT
cat >"$documents/flow.lex-bot-alias-BOTABCDEF1-TSTALIASID.json" <<'END_OF_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "AllowFlowFlowToCallBotPrecaution",
      "Effect": "Allow",
      "Principal": {
        "Service": "bedrock.amazonaws.com"
      },
      "Action": [
        "lex:RecognizeUtterance"
      ],
      "Resource": [
        "arn:aws:lex:us-east-1:111122223333:bot-alias/BOTABCDEF1/TSTALIASID"
      ],
      "Condition": {
        "StringEquals": {
          "aws:SourceAccount": "111122223333"
        },
        "ArnLike": {
          "aws:SourceArn": "arn:aws:bedrock:us-east-1:111122223333:flow/LEXFLOW001"
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
# CallLexBots: Node "Talk" (flow.json:22) sends utterances to this bot alias as the role.
aws iam put-role-policy \
  --role-name AmazonBedrockExecutionRoleForFlows_flow \
  --policy-name FlowPermissions \
  --policy-document "file://$documents/flow.FlowPermissions.json"
# AllowFlowFlowToCallBotPrecaution: Node "Talk" (flow.json:22) calls the bot as Amazon Bedrock itself if the flow was created before 2024-11-22.
# AllowFlowFlowToCallBotPrecaution: Precaution, can be left out (--strict): Only flows created before 2024-11-22 need it, and it is not known when this one was created. AWS's page does not ask for it any more. See https://docs.aws.amazon.com/bedrock/latest/userguide/flows-permissions.html, read 2026-11-25.
aws lexv2-models delete-resource-policy-statement \
  --resource-arn arn:aws:lex:us-east-1:111122223333:bot-alias/BOTABCDEF1/TSTALIASID \
  --statement-id AllowFlowFlowToCallBotPrecaution \
  --region us-east-1 >/dev/null 2>&1 || true
aws lexv2-models create-resource-policy-statement \
  --resource-arn arn:aws:lex:us-east-1:111122223333:bot-alias/BOTABCDEF1/TSTALIASID \
  --statement-id AllowFlowFlowToCallBotPrecaution \
  --region us-east-1 \
  --effect Allow \
  --principal service=bedrock.amazonaws.com \
  --action lex:RecognizeUtterance \
  --condition '{"StringEquals":{"aws:SourceAccount":"111122223333"},"ArnLike":{"aws:SourceArn":"arn:aws:bedrock:us-east-1:111122223333:flow/LEXFLOW001"}}'
# The ARN to give the flow as its executionRoleArn:
aws iam get-role \
  --role-name AmazonBedrockExecutionRoleForFlows_flow \
  --query Role.Arn \
  --output text
