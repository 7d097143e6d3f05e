import{a as v}from"./chunk-F7QT5VQ5.js";import{b as y,c as h}from"./chunk-YFGXU6DM.js";import{d as g,h as p,j as w,l as $}from"./chunk-PB2O5CYA.js";import{a as f,l as m}from"./chunk-N3QXJOHS.js";import"./chunk-6DHFEWGX.js";function a(e){return/^[\w@%+=:,./-]+$/.test(e)?e:`'${e.replaceAll("'","'\\''")}'`}function u(e){return`# ${f(e,400)}`}function l(e,...t){return[e,...t].join(` \\
  `)}function d(e){return e.split(`
`).map(t=>t===""?t:`  ${t}`).join(`
`)}var K={name:"aws-cli",keeps:()=>!1,print(e){let t=$(e),o=e.flatMap(i=>y(i,t.get(i)??"flow"));return k(e,t,["documents=$(mktemp -d)",`trap 'rm -rf "$documents"' EXIT`,...o.map(({path:i,text:s})=>`cat >"$documents/${i}" <<'END_OF_DOCUMENT'
${s}END_OF_DOCUMENT`)])},files(e){let t=$(e);return[...e.flatMap(o=>y(o,t.get(o)??"flow")),{path:"create-roles.sh",text:k(e,t,['documents=$(cd -- "$(dirname -- "$0")" && pwd)']),executable:!0}]}};function k(e,t,o){let i=e.some(({plan:n})=>n.identity.some(({kind:r})=>r==="managed")),s=e.some(({plan:n})=>n.resourcePolicies.some(({service:r,foreign:c})=>r==="kms"&&!c));return`${["#!/usr/bin/env bash","# Creates the service roles of Amazon Bedrock flows, or brings them up to date.",`# It may run any number of times; it needs the AWS CLI version 2 and nothing else${s?" but jq":""}.`,"set -euo pipefail",'export AWS_PAGER=""',...o,...i?[j]:[],...s?[x]:[],...e.map(n=>C(n,t.get(n)??"flow"))].join(`

`)}
`}var j=`# put_managed_policy ARN NAME DOCUMENT: a managed policy keeps five versions, so the oldest goes first.
put_managed_policy() {
  if aws iam get-policy --policy-arn "$1" >/dev/null 2>&1; then
    local old
    old=$(aws iam list-policy-versions --policy-arn "$1" --output text \\
      --query 'Versions[?!IsDefaultVersion].VersionId | reverse(@) | [0]')
    if [ "$(aws iam list-policy-versions --policy-arn "$1" --query 'length(Versions)' --output text)" -ge 5 ]; then
      aws iam delete-policy-version --policy-arn "$1" --version-id "$old"
    fi
    aws iam create-policy-version --policy-arn "$1" --policy-document "file://$3" --set-as-default
  else
    aws iam create-policy --policy-name "$2" --policy-document "file://$3"
  fi
}`,x=`# put_key_statement KEY REGION DOCUMENT: adds the statements to the key's policy, in place of those with
# the same Sid, and leaves all others as they are.
put_key_statement() {
  local policy
  policy=$(aws kms get-key-policy --key-id "$1" --policy-name default --region "$2" --query Policy --output text |
    jq --slurpfile new "$3" '($new[0].Statement | map(.Sid)) as $sids
      | .Statement = ([.Statement[] | select(.Sid as $sid | $sids | index($sid) | not)] + $new[0].Statement)')
  aws kms put-key-policy --key-id "$1" --policy-name default --region "$2" --policy "$policy"
}`;function C({plan:e},t){let o=a(e.roleName),i=_(`${t}.trust-policy.json`),s=e.deployment.account;return[u(`The role of the flow ${e.flows.map(({name:n})=>`"${n}"`).join(", ")}.`),...s===void 0?[]:[T(s)],`if aws iam get-role --role-name ${o} >/dev/null 2>&1; then`,d(l("aws iam update-assume-role-policy",`--role-name ${o}`,`--policy-document ${i}`)),"else",d(l("aws iam create-role",`--role-name ${o}`,`--assume-role-policy-document ${i}`,"--description 'Service role of an Amazon Bedrock flow'")),"fi",...e.identity.map(n=>E(n,e,t)),...e.resourcePolicies.map(n=>N(n,t)),u("The ARN to give the flow as its executionRoleArn:"),l("aws iam get-role",`--role-name ${o}`,"--query Role.Arn","--output text")].join(`
`)}function T(e){return[`if [ "$(aws sts get-caller-identity --query Account --output text)" != ${a(e)} ]; then`,d(`echo 'The AWS CLI is not signed in to account ${e}.' >&2`),d("exit 1"),"fi"].join(`
`)}function E(e,{roleName:t,deployment:o},i){let s=`${i}.${e.name}.json`,n=e.document.statements.flatMap(A);switch(e.kind){case"inline":return[...n,l("aws iam put-role-policy",`--role-name ${a(t)}`,`--policy-name ${a(e.name)}`,`--policy-document ${_(s)}`)].join(`
`);case"managed":{let r=`${t}-${e.name}`.slice(0,128),c=a(`arn:${o.partition??"aws"}:iam::${o.account??""}:policy/${r}`);return[...n,`put_managed_policy ${c} ${a(r)} "$documents/${s}"`,l("aws iam attach-role-policy",`--role-name ${a(t)}`,`--policy-arn ${c}`)].join(`
`)}}}function A({sid:e,reasons:t}){return t.map(o=>u(`${e}: ${v(o)}`))}function N(e,t){let{document:o,foreign:i,resource:s}=e,n=o.statements.flatMap(r=>[...A(r),...R(e,r,t)]);return i?[u(`${p(s)} stands in another account: an administrator there runs the command below.`),...n.map(r=>r.split(`
`).map(c=>c.startsWith("#")?c:`# ${c}`).join(`
`))].join(`
`):n.join(`
`)}function R(e,t,o){let{service:i,resource:s}=e,n=m(s),r=a(S(s));switch(i){case"lambda":return M(t).flatMap(({sid:c,options:P})=>b(s,c,P));case"lex":return O(n,r,t);case"kms":return[`put_key_statement ${a(n)} ${r} "$documents/${o}.${h(e)}.json"`]}}function M({sid:e,principal:t,conditions:o}){if(t?.kind==="role")return[{sid:e,options:[`--principal ${a(m(t.arn))}`]}];let i=n=>o.find(r=>r.key===n)?.values??[],s=i("aws:SourceAccount").map(m);return i("aws:SourceArn").map((n,r)=>({sid:r===0?e:`${e}${r+1}`,options:[`--principal ${t?.service??""}`,...s.map(c=>`--source-account ${a(c)}`),`--source-arn ${a(m(n))}`]}))}function b(e,t,o){let[,,i]=p(e).split(":"),s=m(e),n=[`--function-name ${a(i===void 0?s:s.slice(0,-i.length-1))}`,...i===void 0?[]:[`--qualifier ${a(i)}`],`--statement-id ${a(t)}`,`--region ${a(S(e))}`];return[`${l("aws lambda remove-permission",...n)} >/dev/null 2>&1 || true`,l("aws lambda add-permission",...n,"--action lambda:InvokeFunction",...o)]}function O(e,t,o){let{sid:i,actions:s,conditions:n,principal:r}=o,c=[`--resource-arn ${a(e)}`,`--statement-id ${a(i)}`,`--region ${t}`];return[`${l("aws lexv2-models delete-resource-policy-statement",...c)} >/dev/null 2>&1 || true`,l("aws lexv2-models create-resource-policy-statement",...c,"--effect Allow",`--principal service=${r?.kind==="service"?r.service:""}`,`--action ${s.join(" ")}`,`--condition ${a(JSON.stringify(w(n,m)))}`)]}function _(e){return`"file://$documents/${e}"`}function S(e){return m(g(e)?.region??[])}export{K as awsCli};
