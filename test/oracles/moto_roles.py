"""Creates the roles of a file in an account that moto plays, and prints what it refuses."""

import json
import os
import sys

os.environ.update(AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="x", AWS_DEFAULT_REGION="us-east-1")

import boto3
from botocore.exceptions import BotoCoreError, ClientError
from moto import mock_aws

with open(sys.argv[1], encoding="utf-8") as file:
    roles = json.load(file)
refused = []
for name, role in roles.items():
    with mock_aws():
        iam = boto3.client("iam")
        try:
            iam.create_role(
                RoleName=role["roleName"],
                AssumeRolePolicyDocument=json.dumps(role["trustPolicy"]),
            )
            for policy in role["identityPolicies"]:
                document = json.dumps(policy["document"])
                if policy["kind"] == "inline":
                    iam.put_role_policy(
                        RoleName=role["roleName"],
                        PolicyName=policy["name"],
                        PolicyDocument=document,
                    )
                else:
                    arn = iam.create_policy(PolicyName=policy["name"], PolicyDocument=document)
                    iam.attach_role_policy(
                        RoleName=role["roleName"], PolicyArn=arn["Policy"]["Arn"]
                    )
        except (BotoCoreError, ClientError) as error:
            refused.append({"name": name, "why": str(error)})
json.dump(refused, sys.stdout)
