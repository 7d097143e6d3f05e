resource "aws_bedrockagent_flow" "desk" {
  name               = "desk"
  execution_role_arn = aws_iam_role.desk.arn

  definition {
    node {
      name = "Ask"
      type = "Prompt"

      configuration {
        prompt {
          source_configuration {
            inline {
              model_id = "amazon.nova-lite-v1:0"
            }
          }
        }
      }
    }

    node {
      name = "Find"
      type = "KnowledgeBase"

      configuration {
        knowledge_base {
          knowledge_base_id = aws_bedrockagent_knowledge_base.docs.id
          model_id          = "amazon.nova-lite-v1:0"
        }
      }
    }
  }
}

resource "aws_bedrockagent_knowledge_base" "docs" {
  name = "docs"
}

data "aws_caller_identity" "me" {}

data "aws_iam_policy_document" "trust" {
  statement {
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
        "arn:${data.aws_partition.current.partition}:bedrock:${data.aws_region.current.id}:${data.aws_caller_identity.me.account_id}:flow/*",
      ]
    }
  }
}

data "aws_iam_policy_document" "shared" {

  # Node "Ask" (main.tf:14) invokes this foundation model.
  statement {
    sid     = "InvokeFoundationModels"
    effect  = "Allow"
    actions = ["bedrock:InvokeModel"]
    resources = [
      "arn:${data.aws_partition.current.partition}:bedrock:${data.aws_region.current.id}::foundation-model/amazon.nova-lite-v1:0",
    ]
  }

  # Node "Find" (main.tf:27) queries this knowledge base.
  statement {
    sid     = "RetrieveFromKnowledgeBases"
    effect  = "Allow"
    actions = ["bedrock:Retrieve"]
    resources = [
      "arn:${data.aws_partition.current.partition}:bedrock:${data.aws_region.current.id}:${data.aws_caller_identity.me.account_id}:knowledge-base/${aws_bedrockagent_knowledge_base.docs.id}",
    ]
  }

  # Node "Find" (main.tf:28) generates an answer with a model; IAM has no narrower resource for this action.
  statement {
    sid       = "RetrieveAndGenerate"
    effect    = "Allow"
    actions   = ["bedrock:RetrieveAndGenerate"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "desk" {
  source_policy_documents = [data.aws_iam_policy_document.shared.json]

  # What the desk looks up.
  statement {
    sid       = "Knowledge"
    actions   = ["bedrock:Retrieve"]
    resources = [aws_bedrockagent_knowledge_base.docs.arn]
  }
}

resource "aws_iam_role" "desk" {
  name               = "desk"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_policy" "desk" {
  policy = data.aws_iam_policy_document.desk.json
}

resource "aws_iam_role_policy_attachment" "desk" {
  role       = aws_iam_role.desk.name
  policy_arn = aws_iam_policy.desk.arn
}

data "aws_partition" "current" {}

data "aws_region" "current" {}
