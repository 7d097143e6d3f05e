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
          "aws:SourceArn": "arn:aws:bedrock:us-east-1:111122223333:flow/OVERSIZE01"
        }
      }
    }
  ]
}
END_OF_DOCUMENT
cat >"$documents/flow.FlowPermissions1.json" <<'END_OF_DOCUMENT'
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
    },
    {
      "Sid": "InvokeInferenceProfiles",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-micro-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-premier-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-pro-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-haiku-4-5-20251001-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-opus-4-1-20250805-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.deepseek.r1-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.meta.llama3-3-70b-instruct-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.meta.llama4-maverick-17b-instruct-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.meta.llama4-scout-17b-instruct-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.mistral.pixtral-large-2502-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.writer.palmyra-x4-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.writer.palmyra-x5-v1:0"
      ]
    },
    {
      "Sid": "InvokeInferenceProfilesPrecaution",
      "Effect": "Allow",
      "Action": [
        "bedrock:GetInferenceProfile"
      ],
      "Resource": [
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-micro-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-premier-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-pro-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-haiku-4-5-20251001-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-opus-4-1-20250805-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.deepseek.r1-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.meta.llama3-3-70b-instruct-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.meta.llama4-maverick-17b-instruct-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.meta.llama4-scout-17b-instruct-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.mistral.pixtral-large-2502-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.writer.palmyra-x4-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.writer.palmyra-x5-v1:0"
      ]
    },
    {
      "Sid": "InvokeGlobalInferenceProfiles",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.amazon.nova-2-lite-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.anthropic.claude-haiku-4-5-20251001-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.anthropic.claude-opus-4-5-20251101-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.cohere.embed-v4:0"
      ],
      "Condition": {
        "StringEquals": {
          "aws:RequestedRegion": "us-east-1"
        }
      }
    },
    {
      "Sid": "InvokeGlobalInferenceProfilesPrecaution",
      "Effect": "Allow",
      "Action": [
        "bedrock:GetInferenceProfile"
      ],
      "Resource": [
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.amazon.nova-2-lite-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.anthropic.claude-haiku-4-5-20251001-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.anthropic.claude-opus-4-5-20251101-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.cohere.embed-v4:0"
      ],
      "Condition": {
        "StringEquals": {
          "aws:RequestedRegion": "us-east-1"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileGlobalAmazonNova2LiteV10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-2-lite-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.amazon.nova-2-lite-v1:0",
          "aws:RequestedRegion": "us-east-1"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileGlobalAnthropicClaudeHaiku4520251001V10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.anthropic.claude-haiku-4-5-20251001-v1:0",
          "aws:RequestedRegion": "us-east-1"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileGlobalAnthropicClaudeOpus4520251101V10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-4-5-20251101-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.anthropic.claude-opus-4-5-20251101-v1:0",
          "aws:RequestedRegion": "us-east-1"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileGlobalAnthropicClaudeSonnet4520250929V10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.anthropic.claude-sonnet-4-5-20250929-v1:0",
          "aws:RequestedRegion": "us-east-1"
        }
      }
    }
  ]
}
END_OF_DOCUMENT
cat >"$documents/flow.FlowPermissions2.json" <<'END_OF_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "InvokeModelsOfProfileGlobalCohereEmbedV40",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:us-east-1::foundation-model/cohere.embed-v4:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.cohere.embed-v4:0",
          "aws:RequestedRegion": "us-east-1"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileUsAmazonNovaLiteV10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:*::foundation-model/amazon.nova-lite-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileUsAmazonNovaMicroV10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:*::foundation-model/amazon.nova-micro-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-micro-v1:0"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileUsAmazonNovaPremierV10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:*::foundation-model/amazon.nova-premier-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-premier-v1:0"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileUsAmazonNovaProV10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:*::foundation-model/amazon.nova-pro-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-pro-v1:0"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileUsAnthropicClaudeHaiku4520251001V10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:*::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-haiku-4-5-20251001-v1:0"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileUsAnthropicClaudeOpus4120250805V10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:*::foundation-model/anthropic.claude-opus-4-1-20250805-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-opus-4-1-20250805-v1:0"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileUsAnthropicClaudeSonnet4520250929V10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileUsDeepseekR1V10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:*::foundation-model/deepseek.r1-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.deepseek.r1-v1:0"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileUsMetaLlama3370bInstructV10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:*::foundation-model/meta.llama3-3-70b-instruct-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.meta.llama3-3-70b-instruct-v1:0"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileUsMetaLlama4Maverick17bInstructV10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:*::foundation-model/meta.llama4-maverick-17b-instruct-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.meta.llama4-maverick-17b-instruct-v1:0"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileUsMetaLlama4Scout17bInstructV10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:*::foundation-model/meta.llama4-scout-17b-instruct-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.meta.llama4-scout-17b-instruct-v1:0"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileUsMistralPixtralLarge2502V10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:*::foundation-model/mistral.pixtral-large-2502-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.mistral.pixtral-large-2502-v1:0"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileUsWriterPalmyraX4V10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:*::foundation-model/writer.palmyra-x4-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.writer.palmyra-x4-v1:0"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileUsWriterPalmyraX5V10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:*::foundation-model/writer.palmyra-x5-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.writer.palmyra-x5-v1:0"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileAnywhereGlobalAmazonNova2LiteV10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:::foundation-model/amazon.nova-2-lite-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.amazon.nova-2-lite-v1:0",
          "aws:RequestedRegion": "unspecified"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileAnywhereGlobalAnthropicClaudeHaiku4520251001V10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.anthropic.claude-haiku-4-5-20251001-v1:0",
          "aws:RequestedRegion": "unspecified"
        }
      }
    }
  ]
}
END_OF_DOCUMENT
cat >"$documents/flow.FlowPermissions3.json" <<'END_OF_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "InvokeModelsOfProfileAnywhereGlobalAnthropicClaudeOpus4520251101V10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:::foundation-model/anthropic.claude-opus-4-5-20251101-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.anthropic.claude-opus-4-5-20251101-v1:0",
          "aws:RequestedRegion": "unspecified"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileAnywhereGlobalAnthropicClaudeSonnet4520250929V10",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.anthropic.claude-sonnet-4-5-20250929-v1:0",
          "aws:RequestedRegion": "unspecified"
        }
      }
    },
    {
      "Sid": "InvokeModelsOfProfileAnywhereGlobalCohereEmbedV40",
      "Effect": "Allow",
      "Action": [
        "bedrock:InvokeModel"
      ],
      "Resource": [
        "arn:aws:bedrock:::foundation-model/cohere.embed-v4:0"
      ],
      "Condition": {
        "StringEquals": {
          "bedrock:InferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.cohere.embed-v4:0",
          "aws:RequestedRegion": "unspecified"
        }
      }
    },
    {
      "Sid": "RetrieveFromKnowledgeBases",
      "Effect": "Allow",
      "Action": [
        "bedrock:Retrieve"
      ],
      "Resource": [
        "arn:aws:bedrock:us-east-1:111122223333:knowledge-base/KBDOCS0001"
      ]
    },
    {
      "Sid": "RetrieveAndGenerate",
      "Effect": "Allow",
      "Action": [
        "bedrock:RetrieveAndGenerate"
      ],
      "Resource": [
        "*"
      ]
    }
  ]
}
END_OF_DOCUMENT

# put_managed_policy ARN NAME DOCUMENT: a managed policy keeps five versions, so the oldest goes first.
put_managed_policy() {
  if aws iam get-policy --policy-arn "$1" >/dev/null 2>&1; then
    local old
    old=$(aws iam list-policy-versions --policy-arn "$1" --output text \
      --query 'sort_by(Versions[?!IsDefaultVersion], &CreateDate)[0].VersionId')
    if [ "$(aws iam list-policy-versions --policy-arn "$1" --query 'length(Versions)' --output text)" -ge 5 ]; then
      aws iam delete-policy-version --policy-arn "$1" --version-id "$old"
    fi
    aws iam create-policy-version --policy-arn "$1" --policy-document "file://$3" --set-as-default
  else
    aws iam create-policy --policy-name "$2" --policy-document "file://$3"
  fi
}

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
# InvokeFoundationModels: Node "Ask" (flow.json:839) invokes this foundation model.
# InvokeInferenceProfiles: Node "Step01" (flow.json:23) invokes its model through this inference profile.
# InvokeInferenceProfiles: Node "Step03" (flow.json:109) invokes its model through this inference profile.
# InvokeInferenceProfiles: Node "Step05" (flow.json:195) invokes its model through this inference profile.
# InvokeInferenceProfiles: Node "Step06" (flow.json:238) invokes its model through this inference profile.
# InvokeInferenceProfiles: Node "Step07" (flow.json:281) invokes its model through this inference profile.
# InvokeInferenceProfiles: Node "Step08" (flow.json:324) invokes its model through this inference profile.
# InvokeInferenceProfiles: Node "Step10" (flow.json:410) invokes its model through this inference profile.
# InvokeInferenceProfiles: Node "Step11" (flow.json:453) invokes its model through this inference profile.
# InvokeInferenceProfiles: Node "Step12" (flow.json:496) invokes its model through this inference profile.
# InvokeInferenceProfiles: Node "Step13" (flow.json:539) invokes its model through this inference profile.
# InvokeInferenceProfiles: Node "Step14" (flow.json:582) invokes its model through this inference profile.
# InvokeInferenceProfiles: Node "Step15" (flow.json:625) invokes its model through this inference profile.
# InvokeInferenceProfiles: Node "Step16" (flow.json:668) invokes its model through this inference profile.
# InvokeInferenceProfiles: Node "Step19" (flow.json:797) invokes its model through this inference profile.
# InvokeInferenceProfilesPrecaution: Node "Step01" (flow.json:23) looks up the Regions and the model of this inference profile.
# InvokeInferenceProfilesPrecaution: Node "Step03" (flow.json:109) looks up the Regions and the model of this inference profile.
# InvokeInferenceProfilesPrecaution: Node "Step05" (flow.json:195) looks up the Regions and the model of this inference profile.
# InvokeInferenceProfilesPrecaution: Node "Step06" (flow.json:238) looks up the Regions and the model of this inference profile.
# InvokeInferenceProfilesPrecaution: Node "Step07" (flow.json:281) looks up the Regions and the model of this inference profile.
# InvokeInferenceProfilesPrecaution: Node "Step08" (flow.json:324) looks up the Regions and the model of this inference profile.
# InvokeInferenceProfilesPrecaution: Node "Step10" (flow.json:410) looks up the Regions and the model of this inference profile.
# InvokeInferenceProfilesPrecaution: Node "Step11" (flow.json:453) looks up the Regions and the model of this inference profile.
# InvokeInferenceProfilesPrecaution: Node "Step12" (flow.json:496) looks up the Regions and the model of this inference profile.
# InvokeInferenceProfilesPrecaution: Node "Step13" (flow.json:539) looks up the Regions and the model of this inference profile.
# InvokeInferenceProfilesPrecaution: Node "Step14" (flow.json:582) looks up the Regions and the model of this inference profile.
# InvokeInferenceProfilesPrecaution: Node "Step15" (flow.json:625) looks up the Regions and the model of this inference profile.
# InvokeInferenceProfilesPrecaution: Node "Step16" (flow.json:668) looks up the Regions and the model of this inference profile.
# InvokeInferenceProfilesPrecaution: Node "Step19" (flow.json:797) looks up the Regions and the model of this inference profile.
# InvokeInferenceProfilesPrecaution: Precaution, can be left out (--strict): One page of AWS asks for bedrock:GetInferenceProfile beside bedrock:InvokeModel, the pages on cross-Region inference do not, and roles without it work. See https://docs.aws.amazon.com/bedrock/latest/userguide/inference-prereq.html, read 2026-11-25.
# InvokeGlobalInferenceProfiles: Node "Step02" (flow.json:66) invokes its model through this inference profile.
# InvokeGlobalInferenceProfiles: Node "Step04" (flow.json:152) invokes its model through this inference profile.
# InvokeGlobalInferenceProfiles: Node "Step09" (flow.json:367) invokes its model through this inference profile.
# InvokeGlobalInferenceProfiles: Node "Step17" (flow.json:711) invokes its model through this inference profile.
# InvokeGlobalInferenceProfiles: Node "Step18" (flow.json:754) invokes its model through this inference profile.
# InvokeGlobalInferenceProfilesPrecaution: Node "Step02" (flow.json:66) looks up the Regions and the model of this inference profile.
# InvokeGlobalInferenceProfilesPrecaution: Node "Step04" (flow.json:152) looks up the Regions and the model of this inference profile.
# InvokeGlobalInferenceProfilesPrecaution: Node "Step09" (flow.json:367) looks up the Regions and the model of this inference profile.
# InvokeGlobalInferenceProfilesPrecaution: Node "Step17" (flow.json:711) looks up the Regions and the model of this inference profile.
# InvokeGlobalInferenceProfilesPrecaution: Node "Step18" (flow.json:754) looks up the Regions and the model of this inference profile.
# InvokeGlobalInferenceProfilesPrecaution: Precaution, can be left out (--strict): One page of AWS asks for bedrock:GetInferenceProfile beside bedrock:InvokeModel, the pages on cross-Region inference do not, and roles without it work. See https://docs.aws.amazon.com/bedrock/latest/userguide/inference-prereq.html, read 2026-11-25.
# InvokeModelsOfProfileGlobalAmazonNova2LiteV10: Node "Step09" (flow.json:367) reaches the model in its own Region through the global profile.
# InvokeModelsOfProfileGlobalAnthropicClaudeHaiku4520251001V10: Node "Step04" (flow.json:152) reaches the model in its own Region through the global profile.
# InvokeModelsOfProfileGlobalAnthropicClaudeOpus4520251101V10: Node "Step17" (flow.json:711) reaches the model in its own Region through the global profile.
# InvokeModelsOfProfileGlobalAnthropicClaudeSonnet4520250929V10: Node "Step02" (flow.json:66) reaches the model in its own Region through the global profile.
put_managed_policy arn:aws:iam::111122223333:policy/AmazonBedrockExecutionRoleForFlows_flow-FlowPermissions1 AmazonBedrockExecutionRoleForFlows_flow-FlowPermissions1 "$documents/flow.FlowPermissions1.json"
aws iam attach-role-policy \
  --role-name AmazonBedrockExecutionRoleForFlows_flow \
  --policy-arn arn:aws:iam::111122223333:policy/AmazonBedrockExecutionRoleForFlows_flow-FlowPermissions1
# InvokeModelsOfProfileGlobalCohereEmbedV40: Node "Step18" (flow.json:754) reaches the model in its own Region through the global profile.
# InvokeModelsOfProfileUsAmazonNovaLiteV10: Node "Step06" (flow.json:238) reaches the model in the Regions that the profile sends requests to.
# InvokeModelsOfProfileUsAmazonNovaMicroV10: Node "Step07" (flow.json:281) reaches the model in the Regions that the profile sends requests to.
# InvokeModelsOfProfileUsAmazonNovaPremierV10: Node "Step08" (flow.json:324) reaches the model in the Regions that the profile sends requests to.
# InvokeModelsOfProfileUsAmazonNovaProV10: Node "Step05" (flow.json:195) reaches the model in the Regions that the profile sends requests to.
# InvokeModelsOfProfileUsAnthropicClaudeHaiku4520251001V10: Node "Step03" (flow.json:109) reaches the model in the Regions that the profile sends requests to.
# InvokeModelsOfProfileUsAnthropicClaudeOpus4120250805V10: Node "Step19" (flow.json:797) reaches the model in the Regions that the profile sends requests to.
# InvokeModelsOfProfileUsAnthropicClaudeSonnet4520250929V10: Node "Step01" (flow.json:23) reaches the model in the Regions that the profile sends requests to.
# InvokeModelsOfProfileUsDeepseekR1V10: Node "Step13" (flow.json:539) reaches the model in the Regions that the profile sends requests to.
# InvokeModelsOfProfileUsMetaLlama3370bInstructV10: Node "Step10" (flow.json:410) reaches the model in the Regions that the profile sends requests to.
# InvokeModelsOfProfileUsMetaLlama4Maverick17bInstructV10: Node "Step11" (flow.json:453) reaches the model in the Regions that the profile sends requests to.
# InvokeModelsOfProfileUsMetaLlama4Scout17bInstructV10: Node "Step12" (flow.json:496) reaches the model in the Regions that the profile sends requests to.
# InvokeModelsOfProfileUsMistralPixtralLarge2502V10: Node "Step14" (flow.json:582) reaches the model in the Regions that the profile sends requests to.
# InvokeModelsOfProfileUsWriterPalmyraX4V10: Node "Step16" (flow.json:668) reaches the model in the Regions that the profile sends requests to.
# InvokeModelsOfProfileUsWriterPalmyraX5V10: Node "Step15" (flow.json:625) reaches the model in the Regions that the profile sends requests to.
# InvokeModelsOfProfileAnywhereGlobalAmazonNova2LiteV10: Node "Step09" (flow.json:367) reaches the model wherever the global profile sends the request.
# InvokeModelsOfProfileAnywhereGlobalAnthropicClaudeHaiku4520251001V10: Node "Step04" (flow.json:152) reaches the model wherever the global profile sends the request.
put_managed_policy arn:aws:iam::111122223333:policy/AmazonBedrockExecutionRoleForFlows_flow-FlowPermissions2 AmazonBedrockExecutionRoleForFlows_flow-FlowPermissions2 "$documents/flow.FlowPermissions2.json"
aws iam attach-role-policy \
  --role-name AmazonBedrockExecutionRoleForFlows_flow \
  --policy-arn arn:aws:iam::111122223333:policy/AmazonBedrockExecutionRoleForFlows_flow-FlowPermissions2
# InvokeModelsOfProfileAnywhereGlobalAnthropicClaudeOpus4520251101V10: Node "Step17" (flow.json:711) reaches the model wherever the global profile sends the request.
# InvokeModelsOfProfileAnywhereGlobalAnthropicClaudeSonnet4520250929V10: Node "Step02" (flow.json:66) reaches the model wherever the global profile sends the request.
# InvokeModelsOfProfileAnywhereGlobalCohereEmbedV40: Node "Step18" (flow.json:754) reaches the model wherever the global profile sends the request.
# RetrieveFromKnowledgeBases: Node "Ask" (flow.json:838) queries this knowledge base.
# RetrieveAndGenerate: Node "Ask" (flow.json:839) generates an answer with a model; IAM has no narrower resource for this action.
put_managed_policy arn:aws:iam::111122223333:policy/AmazonBedrockExecutionRoleForFlows_flow-FlowPermissions3 AmazonBedrockExecutionRoleForFlows_flow-FlowPermissions3 "$documents/flow.FlowPermissions3.json"
aws iam attach-role-policy \
  --role-name AmazonBedrockExecutionRoleForFlows_flow \
  --policy-arn arn:aws:iam::111122223333:policy/AmazonBedrockExecutionRoleForFlows_flow-FlowPermissions3
# The ARN to give the flow as its executionRoleArn:
aws iam get-role \
  --role-name AmazonBedrockExecutionRoleForFlows_flow \
  --query Role.Arn \
  --output text
