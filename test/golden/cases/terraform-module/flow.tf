data "aws_caller_identity" "me" {}
data "aws_region" "here" {}
data "aws_partition" "p" {}
variable "model_id" {
  type    = string
  default = "us.amazon.nova-pro-v1:0"
}
variable "nodefault" {}
locals {
  bucket = "my-documents"
  kb     = aws_bedrockagent_knowledge_base.docs.id
  nested = { fast = { model = "amazon.nova-lite-v1:0" } }
}
resource "aws_bedrockagent_knowledge_base" "docs" { name = "docs" }
resource "aws_lambda_function" "stock" {
  function_name = "stock"
}
resource "aws_iam_role" "flow" { name = "flow-role" }
resource "aws_bedrockagent_prompt" "greet" {
  name = "greet"
  default_variant = "a"
  variant {
    name = "a"
    model_id = "anthropic.claude-3-haiku-20240307-v1:0"
    template_type = "TEXT"
  }
}
resource "aws_bedrockagent_flow" "triage" {
  name               = "triage"
  execution_role_arn = aws_iam_role.flow.arn
  definition {
    node {
      name = "In"
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
      name = "Ask"
      type = "Prompt"
      configuration {
        prompt {
          source_configuration {
            inline {
              model_id      = var.model_id
              template_type = "TEXT"
            }
          }
        }
      }
    }
    node {
      name = "Fast"
      type = "Prompt"
      configuration {
        prompt {
          source_configuration {
            inline {
              model_id      = local.nested.fast.model
            }
          }
        }
      }
    }
    node {
      name = "Greet"
      type = "Prompt"
      configuration {
        prompt {
          source_configuration {
            resource {
              prompt_arn = aws_bedrockagent_prompt.greet.arn
            }
          }
        }
      }
    }
    node {
      name = "Docs"
      type = "KnowledgeBase"
      configuration {
        knowledge_base {
          knowledge_base_id = local.kb
          model_id = "amazon.nova-lite-v1:0"
        }
      }
    }
    node {
      name = "Stock"
      type = "LambdaFunction"
      configuration {
        lambda_function {
          lambda_arn = aws_lambda_function.stock.arn
        }
      }
    }
    node {
      name = "Alias"
      type = "LambdaFunction"
      configuration {
        lambda_function {
          lambda_arn = "arn:${data.aws_partition.p.partition}:lambda:${data.aws_region.here.name}:${data.aws_caller_identity.me.account_id}:function:${aws_lambda_function.stock.function_name}:live"
        }
      }
    }
    node {
      name = "Store"
      type = "Storage"
      configuration {
        storage {
          service_configuration {
            s3 { bucket_name = local.bucket }
          }
        }
      }
    }
    node {
      name = "C"
      type = "Condition"
      configuration {
        condition {
          condition {
            name = "x"
            expression = "a == b"
          }
          condition { name = "default" }
        }
      }
    }
    node {
      name = "Cond"
      type = "Agent"
      configuration {
        agent { agent_alias_arn = var.nodefault == "" ? "a" : var.nodefault }
      }
    }
    connection {
      name = "x"
      source = "In"
      target = "Ask"
      type = "Data"
    }
  }
}
