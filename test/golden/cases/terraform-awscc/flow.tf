resource "awscc_bedrock_flow" "letters" {
  name               = "letters"
  execution_role_arn = "arn:aws:iam::111122223333:role/service-role/Letters"
  definition_string  = templatefile("${path.module}/letters.json", { kb = awscc_bedrock_knowledge_base.letters.knowledge_base_id })
}

resource "awscc_bedrock_flow" "words" {
  name               = "words"
  execution_role_arn = awscc_iam_role.words.arn
  definition = {
    nodes = [
      {
        name = "Ask"
        type = "Prompt"
        configuration = {
          prompt = {
            source_configuration = {
              inline = {
                model_id      = awscc_bedrock_application_inference_profile.team.inference_profile_arn
                template_type = "TEXT"
              }
            }
            guardrail_configuration = {
              guardrail_identifier = awscc_bedrock_guardrail.words.guardrail_id
              guardrail_version    = "1"
            }
          }
        }
      },
    ]
  }
}
