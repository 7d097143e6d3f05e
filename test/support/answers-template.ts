export const LITE = 'amazon.nova-lite-v1:0';
export const PRO = 'amazon.nova-pro-v1:0';

/** A template of a flow that invokes a model, whose role may invoke Nova Lite alone. */
export function answersTemplate(model: string): string {
  return `Resources:
  Flow:
    Type: AWS::Bedrock::Flow
    Properties:
      Name: answers
      ExecutionRoleArn: !GetAtt Role.Arn
      Definition:
        Nodes:
          - Name: Ask
            Type: Prompt
            Configuration:
              Prompt:
                SourceConfiguration:
                  Inline:
                    ModelId: ${model}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: bedrock.amazonaws.com
            Action: sts:AssumeRole
            Condition:
              StringEquals:
                aws:SourceAccount: !Ref AWS::AccountId
              ArnLike:
                aws:SourceArn: !Sub arn:\${AWS::Partition}:bedrock:\${AWS::Region}:\${AWS::AccountId}:flow/*
      Policies:
        - PolicyName: Permissions
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: bedrock:InvokeModel
                Resource: !Sub arn:\${AWS::Partition}:bedrock:\${AWS::Region}::foundation-model/${LITE}
`;
}
