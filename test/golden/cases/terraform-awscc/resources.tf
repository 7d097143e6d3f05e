resource "awscc_bedrock_knowledge_base" "letters" {
  name = "letters"
}

resource "awscc_bedrock_application_inference_profile" "team" {
  inference_profile_name = "team"
  model_source = {
    copy_from = "arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.amazon.nova-lite-v1:0"
  }
}

resource "awscc_bedrock_guardrail" "words" {
  name = "words"
}

resource "awscc_iam_role" "words" {
  role_name = "words-flow"
}
