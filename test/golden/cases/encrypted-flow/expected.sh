#!/usr/bin/env bash
# Creates the service roles of Amazon Bedrock flows, or brings them up to date.
# It may run any number of times; it needs the AWS CLI and jq.
set -euo pipefail
export AWS_PAGER=""
if ! command -v jq >/dev/null; then
  echo 'This script needs jq (https://jqlang.org) to add a statement to a key policy.' >&2
  exit 1
fi
export AWS_REGION=eu-central-1 AWS_DEFAULT_REGION=eu-central-1
caller=$(aws sts get-caller-identity --query Account --output text)
if [ "$caller" != 111122223333 ]; then
  echo 'The AWS CLI is not signed in to account 111122223333.' >&2
  exit 1
fi

documents=$(mktemp -d)
trap 'rm -rf "$documents"' EXIT
cat >"$documents/secret.trust-policy.json" <<'END_OF_DOCUMENT'
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
          "aws:SourceArn": "arn:aws:bedrock:eu-central-1:111122223333:flow/SECRETFLOW"
        }
      }
    }
  ]
}
END_OF_DOCUMENT
cat >"$documents/secret.FlowPermissions.json" <<'END_OF_DOCUMENT'
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
        "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0"
      ]
    },
    {
      "Sid": "UseKeyOfFlow",
      "Effect": "Allow",
      "Action": [
        "kms:Decrypt",
        "kms:GenerateDataKey"
      ],
      "Resource": [
        "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f"
      ],
      "Condition": {
        "StringEquals": {
          "kms:EncryptionContext:aws:bedrock-flows:arn": "arn:aws:bedrock:eu-central-1:111122223333:flow/SECRETFLOW",
          "kms:ViaService": "bedrock.eu-central-1.amazonaws.com"
        }
      }
    }
  ]
}
END_OF_DOCUMENT
cat >"$documents/secret.kms-key-0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f.json" <<'END_OF_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "AllowFlowSecretToUseKey",
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::111122223333:role/SecretFlow"
      },
      "Action": [
        "kms:Decrypt",
        "kms:GenerateDataKey"
      ],
      "Resource": [
        "*"
      ],
      "Condition": {
        "StringEquals": {
          "kms:EncryptionContext:aws:bedrock-flows:arn": "arn:aws:bedrock:eu-central-1:111122223333:flow/SECRETFLOW",
          "kms:ViaService": "bedrock.eu-central-1.amazonaws.com"
        }
      }
    },
    {
      "Sid": "AllowFlowSecretToUseKeyPrecaution",
      "Effect": "Allow",
      "Principal": {
        "Service": "bedrock.amazonaws.com"
      },
      "Action": [
        "kms:Decrypt",
        "kms:GenerateDataKey"
      ],
      "Resource": [
        "*"
      ],
      "Condition": {
        "StringEquals": {
          "kms:EncryptionContext:aws:bedrock-flows:arn": "arn:aws:bedrock:eu-central-1:111122223333:flow/SECRETFLOW",
          "aws:SourceAccount": "111122223333"
        }
      }
    }
  ]
}
END_OF_DOCUMENT

# put_key_statement KEY REGION DOCUMENT: adds the statements to the key's policy, in place of those with
# the same Sid, and leaves all others as they are.
put_key_statement() {
  local policy
  policy=$(aws kms get-key-policy --key-id "$1" --policy-name default --region "$2" --query Policy --output text |
    jq --slurpfile new "$3" '($new[0].Statement | map(.Sid)) as $sids
      | .Statement = ([.Statement[] | select(.Sid as $sid | $sids | index($sid) | not)] + $new[0].Statement)')
  aws kms put-key-policy --key-id "$1" --policy-name default --region "$2" --policy "$policy"
}

# The role of the flow "secret".
export AWS_REGION=eu-central-1 AWS_DEFAULT_REGION=eu-central-1
if aws iam get-role --role-name SecretFlow >/dev/null 2>&1; then
  aws iam update-assume-role-policy \
    --role-name SecretFlow \
    --policy-document "file://$documents/secret.trust-policy.json"
else
  aws iam create-role \
    --role-name SecretFlow \
    --assume-role-policy-document "file://$documents/secret.trust-policy.json" \
    --description 'Service role of an Amazon Bedrock flow'
fi
# InvokeFoundationModels: Node "Summarise" (flow.json:29) invokes this foundation model.
# UseKeyOfFlow: Flow "secret" (flow.json:5) is decrypted by its role when it is executed.
aws iam put-role-policy \
  --role-name SecretFlow \
  --policy-name FlowPermissions \
  --policy-document "file://$documents/secret.FlowPermissions.json"
# AllowFlowSecretToUseKey: Flow "secret" (flow.json:5) is decrypted with this key by its role; a key policy that lets in the root of the account does so already.
# AllowFlowSecretToUseKeyPrecaution: Flow "secret" (flow.json:5) is encrypted and decrypted with this key by Amazon Bedrock.
# AllowFlowSecretToUseKeyPrecaution: Precaution, can be left out (--strict): AWS's page of 2024 let Amazon Bedrock itself use the key; today's page lets in the role instead. See https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-flows.html, read 2026-11-25.
put_key_statement arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f eu-central-1 "$documents/secret.kms-key-0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f.json"
# The ARN to give the flow as its executionRoleArn:
aws iam get-role \
  --role-name SecretFlow \
  --query Role.Arn \
  --output text
