# The service role of the Amazon Bedrock flow flow.tf#aws_bedrockagent_flow.triage.
# Put these resources into the module of the flow, in place of the role that it has, with
# aws_bedrockagent_flow.triage: execution_role_arn = aws_iam_role.flow.arn
# The flow needs its role before it has an id, and the trust policy cannot wait for the flow:
# it says flow/* until the id is given with --flow-id.

data "aws_iam_policy_document" "flow_trust" {
  # Flow "triage" (flow.tf:30) is run by Amazon Bedrock, which assumes the role.
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
      values   = [data.aws_caller_identity.me.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values = [
        "arn:${data.aws_partition.p.partition}:bedrock:${data.aws_region.here.id}:${data.aws_caller_identity.me.account_id}:flow/*",
      ]
    }
  }
}

resource "aws_iam_role" "flow" {
  name               = "flow-role"
  assume_role_policy = data.aws_iam_policy_document.flow_trust.json
}

data "aws_iam_policy_document" "flow_flow_permissions" {
  # Node "Greet" (flow.tf:24) invokes this foundation model.
  # Node "Fast" (flow.tf:64) invokes this foundation model.
  # Node "Docs" (flow.tf:89) invokes this foundation model.
  statement {
    sid     = "InvokeFoundationModels"
    effect  = "Allow"
    actions = ["bedrock:InvokeModel"]
    resources = [
      "arn:${data.aws_partition.p.partition}:bedrock:${data.aws_region.here.id}::foundation-model/${local.nested.fast.model}",
      "arn:${data.aws_partition.p.partition}:bedrock:${data.aws_region.here.id}::foundation-model/amazon.nova-lite-v1:0",
      "arn:${data.aws_partition.p.partition}:bedrock:${data.aws_region.here.id}::foundation-model/anthropic.claude-3-haiku-20240307-v1:0",
    ]
  }

  # Node "Ask" (flow.tf:50) invokes its model through this inference profile.
  statement {
    sid     = "InvokeInferenceProfiles"
    effect  = "Allow"
    actions = ["bedrock:InvokeModel"]
    resources = [
      "arn:${data.aws_partition.p.partition}:bedrock:${data.aws_region.here.id}:${data.aws_caller_identity.me.account_id}:inference-profile/${var.model_id}",
    ]
  }

  # Node "Ask" (flow.tf:50) looks up the Regions and the model of this inference profile.
  # Precaution, can be left out (--strict): One page of AWS asks for bedrock:GetInferenceProfile beside bedrock:InvokeModel, the pages on cross-Region inference do not, and roles without it work. See https://docs.aws.amazon.com/bedrock/latest/userguide/inference-prereq.html, read 2026-11-25.
  statement {
    sid     = "InvokeInferenceProfilesPrecaution"
    effect  = "Allow"
    actions = ["bedrock:GetInferenceProfile"]
    resources = [
      "arn:${data.aws_partition.p.partition}:bedrock:${data.aws_region.here.id}:${data.aws_caller_identity.me.account_id}:inference-profile/${var.model_id}",
    ]
  }

  # Node "Ask" (flow.tf:50) reaches the model in the Regions that the profile sends requests to.
  statement {
    sid     = "InvokeModelsOfProfileVarModelId"
    effect  = "Allow"
    actions = ["bedrock:InvokeModel"]
    resources = [
      "arn:${data.aws_partition.p.partition}:bedrock:*::foundation-model/${split("us.", var.model_id)[1]}",
    ]

    condition {
      test     = "StringEquals"
      variable = "bedrock:InferenceProfileArn"
      values = [
        "arn:${data.aws_partition.p.partition}:bedrock:${data.aws_region.here.id}:${data.aws_caller_identity.me.account_id}:inference-profile/${var.model_id}",
      ]
    }
  }

  # Node "Greet" (flow.tf:77) reads the prompt aws_bedrockagent_prompt.greet.arn from Prompt management.
  statement {
    sid       = "UsePrompts"
    effect    = "Allow"
    actions   = ["bedrock:RenderPrompt"]
    resources = [aws_bedrockagent_prompt.greet.arn]
  }

  # Node "Greet" (flow.tf:77) gets the prompt aws_bedrockagent_prompt.greet.arn from Prompt management.
  # Precaution, can be left out (--strict): AWS's page on the role asks for bedrock:RenderPrompt alone, for flows created since 2024-11-22. AWS's own policy for roles of flows gives bedrock:GetPrompt, and AWS's sample flows have it since February 2026; roles without it work. See https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SageMakerStudioBedrockFlowServiceRolePolicy.html, read 2026-11-25.
  statement {
    sid       = "UsePromptsPrecaution"
    effect    = "Allow"
    actions   = ["bedrock:GetPrompt"]
    resources = [aws_bedrockagent_prompt.greet.arn]
  }

  # Node "Docs" (flow.tf:88) queries this knowledge base.
  statement {
    sid     = "RetrieveFromKnowledgeBases"
    effect  = "Allow"
    actions = ["bedrock:Retrieve"]
    resources = [
      "arn:${data.aws_partition.p.partition}:bedrock:${data.aws_region.here.id}:${data.aws_caller_identity.me.account_id}:knowledge-base/${local.kb}",
    ]
  }

  # Node "Docs" (flow.tf:89) generates an answer with a model; IAM has no narrower resource for this action.
  statement {
    sid       = "RetrieveAndGenerate"
    effect    = "Allow"
    actions   = ["bedrock:RetrieveAndGenerate"]
    resources = ["*"]
  }

  # Node "Cond" (flow.tf:139) invokes this alias of the agent.
  statement {
    sid     = "InvokeAgents"
    effect  = "Allow"
    actions = ["bedrock:InvokeAgent"]
    resources = [
      var.nodefault,
      "<triage.Cond.agentAliasArn>",
    ]
  }

  # Node "Stock" (flow.tf:98) invokes this function as the role.
  # Node "Alias" (flow.tf:107) invokes this function as the role.
  statement {
    sid     = "InvokeFunctions"
    effect  = "Allow"
    actions = ["lambda:InvokeFunction"]
    resources = [
      aws_lambda_function.stock.arn,
      "arn:${data.aws_partition.p.partition}:lambda:${data.aws_region.here.id}:${data.aws_caller_identity.me.account_id}:function:${aws_lambda_function.stock.function_name}:live",
    ]
  }

  # Node "Store" (flow.tf:117) writes objects to this bucket.
  statement {
    sid       = "WriteObjects"
    effect    = "Allow"
    actions   = ["s3:PutObject"]
    resources = ["arn:${data.aws_partition.p.partition}:s3:::${local.bucket}/*"]

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceAccount"
      values   = [data.aws_caller_identity.me.account_id]
    }
  }
}

resource "aws_iam_role_policy" "flow_flow_permissions" {
  name   = "FlowPermissions"
  role   = aws_iam_role.flow.id
  policy = data.aws_iam_policy_document.flow_flow_permissions.json
}

# Node "Stock" (flow.tf:98) invokes the function as Amazon Bedrock itself if the flow was created before 2024-11-22.
# Precaution, can be left out (--strict): Only flows created before 2024-11-22 need it, and it is not known when this one was created. AWS's page does not ask for it any more. See https://docs.aws.amazon.com/bedrock/latest/userguide/flows-permissions.html, read 2026-11-25.
resource "aws_lambda_permission" "flow_aws_lambda_function_stock_arn" {
  statement_id   = "AllowFlowTriageToInvokeFunctionPrecaution"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.stock.arn
  principal      = "bedrock.amazonaws.com"
  source_account = data.aws_caller_identity.me.account_id
  source_arn     = aws_bedrockagent_flow.triage.arn
}

# Node "Alias" (flow.tf:107) invokes the function as Amazon Bedrock itself if the flow was created before 2024-11-22.
# Precaution, can be left out (--strict): Only flows created before 2024-11-22 need it, and it is not known when this one was created. AWS's page does not ask for it any more. See https://docs.aws.amazon.com/bedrock/latest/userguide/flows-permissions.html, read 2026-11-25.
resource "aws_lambda_permission" "flow_function_aws_lambda_function_stock_function_name_live" {
  statement_id   = "AllowFlowTriageToInvokeFunctionPrecaution"
  action         = "lambda:InvokeFunction"
  function_name  = "arn:${data.aws_partition.p.partition}:lambda:${data.aws_region.here.id}:${data.aws_caller_identity.me.account_id}:function:${aws_lambda_function.stock.function_name}"
  qualifier      = "live"
  principal      = "bedrock.amazonaws.com"
  source_account = data.aws_caller_identity.me.account_id
  source_arn     = aws_bedrockagent_flow.triage.arn
}
