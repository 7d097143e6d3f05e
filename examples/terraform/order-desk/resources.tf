variable "answer_model" {
  description = "The model that words the answers: a cross-Region inference profile."
  type        = string
  default     = "eu.amazon.nova-pro-v1:0"
}

locals {
  models = {
    answer = "eu.amazon.nova-lite-v1:0"
  }
}

data "aws_caller_identity" "this" {}

resource "aws_bedrockagent_knowledge_base" "policies" {
  name     = "order-policies"
  role_arn = var.knowledge_base_role_arn

  knowledge_base_configuration {
    type = "VECTOR"
  }
}

variable "knowledge_base_role_arn" {
  type = string
}

resource "aws_lambda_function" "order_state" {
  function_name = "order-state"
  role          = var.function_role_arn
  handler       = "index.handler"
  runtime       = "nodejs24.x"
  filename      = "order-state.zip"
}

variable "function_role_arn" {
  type = string
}

resource "aws_bedrockagent_prompt" "answer" {
  name            = "word-answer"
  default_variant = "default"

  variant {
    name          = "default"
    model_id      = var.answer_model
    template_type = "TEXT"
  }
}

resource "aws_s3_bucket" "archive" {
  bucket = "order-desk-archive"
}

resource "aws_kms_key" "archive" {
  description = "Encrypts the archive of the order desk."
}

resource "aws_s3_bucket_server_side_encryption_configuration" "archive" {
  bucket = aws_s3_bucket.archive.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.archive.arn
    }
  }
}

resource "aws_iam_role" "flow" {
  name = "order-desk-flow"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "bedrock.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.this.account_id }
      }
    }]
  })
}
