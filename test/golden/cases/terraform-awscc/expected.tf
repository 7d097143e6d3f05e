# The service role of the Amazon Bedrock flow flow.tf#awscc_bedrock_flow.letters, flow.tf#awscc_bedrock_flow.words.
# Put these resources into the module of the flow, in place of the role that it has, with
# awscc_bedrock_flow.letters: execution_role_arn = aws_iam_role.letters.arn
# awscc_bedrock_flow.words: execution_role_arn = aws_iam_role.words.arn
# The flow needs its role before it has an id, and the trust policy cannot wait for the flow:
# it says flow/* until the id is given with --flow-id.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_iam_policy_document" "letters_trust" {
  # Flow "letters" (flow.tf:3) is run by Amazon Bedrock, which assumes the role.
  statement {
    sid     = "AllowBedrockToAssumeRoleForFlow"
    effect  = "Allow"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["bedrock.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values = [
        "arn:${data.aws_partition.current.partition}:bedrock:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:flow/*",
      ]
    }
  }
}

resource "aws_iam_role" "letters" {
  name               = "Letters"
  path               = "/service-role/"
  assume_role_policy = data.aws_iam_policy_document.letters_trust.json
}

data "aws_iam_policy_document" "letters_flow_permissions" {
  # Node "FindLetter" (letters.json:6) queries this knowledge base.
  statement {
    sid     = "RetrieveFromKnowledgeBases"
    effect  = "Allow"
    actions = ["bedrock:Retrieve"]
    resources = [
      "arn:${data.aws_partition.current.partition}:bedrock:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:knowledge-base/${awscc_bedrock_knowledge_base.letters.knowledge_base_id}",
    ]
  }
}

resource "aws_iam_role_policy" "letters_flow_permissions" {
  name   = "FlowPermissions"
  role   = aws_iam_role.letters.id
  policy = data.aws_iam_policy_document.letters_flow_permissions.json
}

data "aws_iam_policy_document" "words_trust" {
  # Flow "words" (flow.tf:9) is run by Amazon Bedrock, which assumes the role.
  statement {
    sid     = "AllowBedrockToAssumeRoleForFlow"
    effect  = "Allow"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["bedrock.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values = [
        "arn:${data.aws_partition.current.partition}:bedrock:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:flow/*",
      ]
    }
  }
}

resource "aws_iam_role" "words" {
  name               = "words-flow"
  assume_role_policy = data.aws_iam_policy_document.words_trust.json
}

data "aws_iam_policy_document" "words_flow_permissions" {
  # Node "Ask" (flow.tf:19) invokes its model through this inference profile.
  statement {
    sid       = "InvokeInferenceProfiles"
    effect    = "Allow"
    actions   = ["bedrock:InvokeModel"]
    resources = [awscc_bedrock_application_inference_profile.team.inference_profile_arn]
  }

  # Node "Ask" (flow.tf:19) looks up the Regions and the model of this inference profile.
  # Precaution, can be left out (--strict): One page of AWS asks for bedrock:GetInferenceProfile beside bedrock:InvokeModel, the pages on cross-Region inference do not, and roles without it work. See https://docs.aws.amazon.com/bedrock/latest/userguide/inference-prereq.html, read 2026-11-25.
  statement {
    sid       = "InvokeInferenceProfilesPrecaution"
    effect    = "Allow"
    actions   = ["bedrock:GetInferenceProfile"]
    resources = [awscc_bedrock_application_inference_profile.team.inference_profile_arn]
  }

  # Node "Ask" (resources.tf:8) reaches the model in the Regions that the profile sends requests to.
  statement {
    sid     = "InvokeModelsOfProfileAwsccBedrockApplicationInferenceProfileTeamInferenceProfileArn"
    effect  = "Allow"
    actions = ["bedrock:InvokeModel"]
    resources = [
      "arn:${data.aws_partition.current.partition}:bedrock:*::foundation-model/amazon.nova-lite-v1:0",
    ]

    condition {
      test     = "StringEquals"
      variable = "bedrock:InferenceProfileArn"
      values   = [awscc_bedrock_application_inference_profile.team.inference_profile_arn]
    }
  }

  # Node "Ask" (flow.tf:24) applies this guardrail to what the node reads and writes.
  statement {
    sid     = "ApplyGuardrails"
    effect  = "Allow"
    actions = ["bedrock:ApplyGuardrail"]
    resources = [
      "arn:${data.aws_partition.current.partition}:bedrock:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:guardrail/${awscc_bedrock_guardrail.words.guardrail_id}",
    ]
  }
}

resource "aws_iam_role_policy" "words_flow_permissions" {
  name   = "FlowPermissions"
  role   = aws_iam_role.words.id
  policy = data.aws_iam_policy_document.words_flow_permissions.json
}
