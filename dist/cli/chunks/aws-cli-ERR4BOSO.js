import{a as w}from"./chunk-F7QT5VQ5.js";import{a as r,b as u,c as l,d}from"./chunk-WCBFKWUE.js";import{a as $,b as y}from"./chunk-HD4VC2H3.js";import{d as f,h as p,j as g}from"./chunk-GUF4CT3U.js";import{l as m}from"./chunk-N3QXJOHS.js";import"./chunk-6DHFEWGX.js";var F={name:"aws-cli",keeps:()=>!1,print(e){let t=$(e);return h(t,["documents=$(mktemp -d)",`trap 'rm -rf "$documents"' EXIT`,...t.flatMap(y).map(({path:i,text:s})=>`cat >"$documents/${i}" <<'END_OF_DOCUMENT'
${s}END_OF_DOCUMENT`)])},files(e){let t=$(e);return[...t.flatMap(y),{path:"create-roles.sh",text:h(t,['documents=$(cd -- "$(dirname -- "$0")" && pwd)']),executable:!0}]}};function h(e,t){let i=e.some(({identity:n})=>n.some(({policy:o})=>o.kind==="managed")),s=e.some(({attached:n})=>n.some(({policy:o})=>o.service==="kms"&&!o.foreign));return`${[["#!/usr/bin/env bash","# Creates the service roles of Amazon Bedrock flows, or brings them up to date.",`# It may run any number of times; it needs the AWS CLI${s?" and jq":""}.`,"set -euo pipefail",'export AWS_PAGER=""'].join(`
`),t.join(`
`),...i?[S]:[],...s?[C]:[],...e.map(T)].join(`

`)}
`}var S=`# put_managed_policy ARN NAME DOCUMENT: a managed policy keeps five versions, so the oldest goes first.
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
}`,C=`# put_key_statement KEY REGION DOCUMENT: adds the statements to the key's policy, in place of those with
# the same Sid, and leaves all others as they are.
put_key_statement() {
  local policy
  policy=$(aws kms get-key-policy --key-id "$1" --policy-name default --region "$2" --query Policy --output text |
    jq --slurpfile new "$3" '($new[0].Statement | map(.Sid)) as $sids
      | .Statement = ([.Statement[] | select(.Sid as $sid | $sids | index($sid) | not)] + $new[0].Statement)')
  aws kms put-key-policy --key-id "$1" --policy-name default --region "$2" --policy "$policy"
}`;function T({role:{plan:e},...t}){let i=r(e.roleName),s=k(t.trust),a=e.deployment.account;return[u(`The role of the flow ${e.flows.map(({name:n})=>`"${n}"`).join(", ")}.`),...a===void 0?[]:[x(a)],`if aws iam get-role --role-name ${i} >/dev/null 2>&1; then`,d(l("aws iam update-assume-role-policy",`--role-name ${i}`,`--policy-document ${s}`)),"else",d(l("aws iam create-role",`--role-name ${i}`,`--assume-role-policy-document ${s}`,"--description 'Service role of an Amazon Bedrock flow'")),"fi",...t.identity.map(({policy:n,path:o})=>E(n,o,e)),...t.attached.map(({policy:n,path:o})=>j(n,o)),u("The ARN to give the flow as its executionRoleArn:"),l("aws iam get-role",`--role-name ${i}`,"--query Role.Arn","--output text")].join(`
`)}function x(e){return[`if [ "$(aws sts get-caller-identity --query Account --output text)" != ${r(e)} ]; then`,d(`echo 'The AWS CLI is not signed in to account ${e}.' >&2`),d("exit 1"),"fi"].join(`
`)}function E(e,t,{roleName:i,deployment:s}){let a=e.document.statements.flatMap(v);switch(e.kind){case"inline":return[...a,l("aws iam put-role-policy",`--role-name ${r(i)}`,`--policy-name ${r(e.name)}`,`--policy-document ${k(t)}`)].join(`
`);case"managed":{let n=`${i}-${e.name}`.slice(0,128),o=r(`arn:${s.partition??"aws"}:iam::${s.account??""}:policy/${n}`);return[...a,`put_managed_policy ${o} ${r(n)} "$documents/${t}"`,l("aws iam attach-role-policy",`--role-name ${r(i)}`,`--policy-arn ${o}`)].join(`
`)}}}function v({sid:e,reasons:t}){return t.map(i=>u(`${e}: ${w(i)}`))}function j(e,t){let{document:i,foreign:s,resource:a}=e,n=i.statements.flatMap(o=>[...v(o),...R(e,o,t)]);return s?[u(`${p(a)} stands in another account: an administrator there runs the command below.`),...n.map(o=>o.split(`
`).map(c=>c.startsWith("#")?c:`# ${c}`).join(`
`))].join(`
`):n.join(`
`)}function R(e,t,i){let{service:s,resource:a}=e,n=m(a),o=r(_(a));switch(s){case"lambda":return M(t).flatMap(({sid:c,options:A})=>N(a,c,A));case"lex":return P(n,o,t);case"kms":return[`put_key_statement ${r(n)} ${o} "$documents/${i}"`]}}function M({sid:e,principal:t,conditions:i}){if(t?.kind==="role")return[{sid:e,options:[`--principal ${r(m(t.arn))}`]}];let s=n=>i.find(o=>o.key===n)?.values??[],a=s("aws:SourceAccount").map(m);return s("aws:SourceArn").map((n,o)=>({sid:o===0?e:`${e}${o+1}`,options:[`--principal ${t?.service??""}`,...a.map(c=>`--source-account ${r(c)}`),`--source-arn ${r(m(n))}`]}))}function N(e,t,i){let[,,s]=p(e).split(":"),a=m(e),n=[`--function-name ${r(s===void 0?a:a.slice(0,-s.length-1))}`,...s===void 0?[]:[`--qualifier ${r(s)}`],`--statement-id ${r(t)}`,`--region ${r(_(e))}`];return[`${l("aws lambda remove-permission",...n)} >/dev/null 2>&1 || true`,l("aws lambda add-permission",...n,"--action lambda:InvokeFunction",...i)]}function P(e,t,i){let{sid:s,actions:a,conditions:n,principal:o}=i,c=[`--resource-arn ${r(e)}`,`--statement-id ${r(s)}`,`--region ${t}`];return[`${l("aws lexv2-models delete-resource-policy-statement",...c)} >/dev/null 2>&1 || true`,l("aws lexv2-models create-resource-policy-statement",...c,"--effect Allow",`--principal service=${o?.kind==="service"?o.service:""}`,`--action ${a.join(" ")}`,`--condition ${r(JSON.stringify(g(n,m)))}`)]}function k(e){return`"file://$documents/${e}"`}function _(e){return m(f(e)?.region??[])}export{F as awsCli};
