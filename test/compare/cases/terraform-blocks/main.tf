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
  }
}

data "aws_iam_policy_document" "shared" {
  statement {
    sid       = "Anything"
    actions   = ["bedrock:*"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "desk" {
  source_policy_documents = [data.aws_iam_policy_document.shared.json]

  # What the desk looks up.
  statement {
    sid       = "Knowledge"
    actions   = ["bedrock:Retrieve", "bedrock:InvokeAgent"]
    resources = [aws_bedrockagent_knowledge_base.docs.arn]
  }

  statement {
    sid       = "Buckets"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::left-over/*"]
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
