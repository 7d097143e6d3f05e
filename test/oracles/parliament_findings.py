"""Prints what parliament finds in the IAM policies of a file: a JSON list of policies by name."""

import json
import sys

import parliament

with open(sys.argv[1], encoding="utf-8") as file:
    policies = json.load(file)
found = []
for name, policy in policies.items():
    analyzed = parliament.analyze_policy_string(json.dumps(policy), include_community_auditors=False)
    for finding in analyzed.findings:
        enhanced = parliament.enhance_finding(finding)
        found.append({"name": name, "issue": enhanced.issue, "detail": str(enhanced.detail)})
json.dump(found, sys.stdout)
