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
      name = "Call"
      type = "LambdaFunction"

      configuration {
        lambda_function {
          lambda_arn = aws_lambda_function.stock.arn
        }
      }
    }
  }
}

resource "aws_lambda_function" "stock" {
  function_name = "stock"
}

data "aws_caller_identity" "me" {}

resource "aws_lambda_permission" "stock" {
  function_name = aws_lambda_function.stock.function_name
  action        = "lambda:InvokeFunction"
  principal     = "bedrock.amazonaws.com"
  source_arn    = aws_bedrockagent_flow.desk.arn
  source_account = data.aws_caller_identity.me.account_id
}

resource "aws_iam_role" "desk" {
  name = "desk"

  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "bedrock.amazonaws.com" }
      Condition = {
        StringEquals = {
          "aws:SourceAccount" = data.aws_caller_identity.me.account_id
        }
        ArnLike = {
          "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:bedrock:${data.aws_region.current.id}:${data.aws_caller_identity.me.account_id}:flow/*"
        }
      }
    }]
  })

  inline_policy {
    name = "desk"
    policy = jsonencode({
      Statement = [{
        Sid      = "InvokeFoundationModels"
        Effect   = "Allow"
        Action   = ["bedrock:InvokeModel"]
        Resource = ["arn:${data.aws_partition.current.partition}:bedrock:${data.aws_region.current.id}::foundation-model/amazon.nova-lite-v1:0"]
      }, {
        Sid      = "InvokeFunctions"
        Effect   = "Allow"
        Action   = ["lambda:InvokeFunction"]
        Resource = [aws_lambda_function.stock.arn]
      }]
    })
  }
}

data "aws_partition" "current" {}

data "aws_region" "current" {}
