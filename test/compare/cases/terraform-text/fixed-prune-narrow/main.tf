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
  name               = "desk"
  assume_role_policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "sts:AssumeRole",
      "Principal": { "Service": "bedrock.amazonaws.com" },
      "Condition": {
        "StringEquals": {
          "aws:SourceAccount": "${data.aws_caller_identity.me.account_id}"
        },
        "ArnLike": {
          "aws:SourceArn": "arn:${data.aws_partition.current.partition}:bedrock:${data.aws_region.current.id}:${data.aws_caller_identity.me.account_id}:flow/*"
        }
      }
    }
  ]
}
EOF
}

resource "aws_iam_role_policy" "desk" {
  role   = aws_iam_role.desk.name
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "Knowledge",
          "Effect": "Allow",
          "Action": ["bedrock:Retrieve"],
          "Resource": "${aws_bedrockagent_knowledge_base.docs.arn}"
        },
        {
          "Sid": "InvokeFoundationModels",
          "Effect": "Allow",
          "Action": ["bedrock:InvokeModel"],
          "Resource": ["arn:${data.aws_partition.current.partition}:bedrock:${data.aws_region.current.id}::foundation-model/amazon.nova-lite-v1:0"]
        },
        {
          "Sid": "RetrieveAndGenerate",
          "Effect": "Allow",
          "Action": ["bedrock:RetrieveAndGenerate"],
          "Resource": ["*"]
        }
      ]
    }
  EOT
}

data "aws_partition" "current" {}

data "aws_region" "current" {}
