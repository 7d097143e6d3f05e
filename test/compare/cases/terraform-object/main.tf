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
  name = "desk"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { Service = "bedrock.amazonaws.com" }
      },
    ]
  })
}

resource "aws_iam_role_policy" "desk" {
  role = aws_iam_role.desk.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # The old model.
      {
        Sid      = "Models"
        Effect   = "Allow"
        Action   = ["bedrock:InvokeModel"]
        Resource = ["arn:aws:bedrock:*::foundation-model/amazon.titan-text-express-v1"]
      },
      {
        Sid      = "Knowledge"
        Effect   = "Allow"
        Action   = ["bedrock:Retrieve", "bedrock:RetrieveAndGenerate", "bedrock:InvokeAgent"]
        Resource = aws_bedrockagent_knowledge_base.docs.arn
      }
    ]
  })
}
