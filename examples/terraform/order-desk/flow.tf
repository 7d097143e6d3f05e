# A flow that answers questions about orders: it looks into a knowledge base, asks a function for
# the state of an order, and words the answer.
resource "aws_bedrockagent_flow" "order_desk" {
  name               = "order-desk"
  execution_role_arn = aws_iam_role.flow.arn

  definition {
    node {
      name = "Question"
      type = "Input"

      configuration {
        input {}
      }

      output {
        name = "document"
        type = "String"
      }
    }

    node {
      name = "LookUpPolicy"
      type = "KnowledgeBase"

      configuration {
        knowledge_base {
          knowledge_base_id = aws_bedrockagent_knowledge_base.policies.id
          model_id          = local.models.answer
        }
      }

      input {
        name       = "retrievalQuery"
        type       = "String"
        expression = "$.data"
      }

      output {
        name = "outputText"
        type = "String"
      }
    }

    node {
      name = "OrderState"
      type = "LambdaFunction"

      configuration {
        lambda_function {
          lambda_arn = aws_lambda_function.order_state.arn
        }
      }

      input {
        name       = "question"
        type       = "String"
        expression = "$.data"
      }

      output {
        name = "functionResponse"
        type = "String"
      }
    }

    node {
      name = "WordAnswer"
      type = "Prompt"

      configuration {
        prompt {
          source_configuration {
            resource {
              prompt_arn = aws_bedrockagent_prompt.answer.arn
            }
          }
        }
      }

      input {
        name       = "facts"
        type       = "String"
        expression = "$.data"
      }

      output {
        name = "modelCompletion"
        type = "String"
      }
    }

    node {
      name = "Archive"
      type = "Storage"

      configuration {
        storage {
          service_configuration {
            s3 {
              bucket_name = aws_s3_bucket.archive.id
            }
          }
        }
      }

      input {
        name       = "content"
        type       = "String"
        expression = "$.data"
      }

      input {
        name       = "objectKey"
        type       = "String"
        expression = "$.data"
      }
    }

    node {
      name = "Answer"
      type = "Output"

      configuration {
        output {}
      }

      input {
        name       = "document"
        type       = "String"
        expression = "$.data"
      }
    }

    connection {
      name   = "QuestionToPolicy"
      source = "Question"
      target = "LookUpPolicy"
      type   = "Data"

      configuration {
        data {
          source_output = "document"
          target_input  = "retrievalQuery"
        }
      }
    }
  }
}
