# The service role of the Amazon Bedrock flow plan.json#module.desk.aws_bedrockagent_flow.desk[0].

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_iam_policy_document" "desk_trust" {
  # Flow "desk" (plan.json:12) is run by Amazon Bedrock, which assumes the role.
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

resource "aws_iam_role" "desk" {
  name               = "AmazonBedrockExecutionRoleForFlows_desk"
  assume_role_policy = data.aws_iam_policy_document.desk_trust.json
}

data "aws_iam_policy_document" "desk_flow_permissions" {
  # Node "Ask" (plan.json:24) invokes this foundation model.
  statement {
    sid     = "InvokeFoundationModels"
    effect  = "Allow"
    actions = ["bedrock:InvokeModel"]
    resources = [
      "arn:${data.aws_partition.current.partition}:bedrock:${data.aws_region.current.id}::foundation-model/amazon.nova-lite-v1:0",
    ]
  }

  # Node "Find" (plan.json:72) queries this knowledge base.
  statement {
    sid     = "RetrieveFromKnowledgeBases"
    effect  = "Allow"
    actions = ["bedrock:Retrieve"]
    resources = [
      "arn:${data.aws_partition.current.partition}:bedrock:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:knowledge-base/${aws_bedrockagent_knowledge_base.kb.id}",
    ]
  }
}

resource "aws_iam_role_policy" "desk_flow_permissions" {
  name   = "FlowPermissions"
  role   = aws_iam_role.desk.id
  policy = data.aws_iam_policy_document.desk_flow_permissions.json
}
