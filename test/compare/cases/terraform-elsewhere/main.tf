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

resource "aws_iam_role" "desk" {
  name                = "desk"
  assume_role_policy  = file("trust.json")
  managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonBedrockFullAccess", var.more]
}

data "aws_iam_policy_document" "dynamic" {
  dynamic "statement" {
    for_each = var.statements
    content {
      actions = statement.value
    }
  }
}

resource "aws_iam_role_policy" "desk" {
  role   = aws_iam_role.desk.id
  policy = data.aws_iam_policy_document.dynamic.json
}
