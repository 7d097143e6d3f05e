import{d as P,h as p,i as R,j as x,k,l as O}from"./chunk-PTZKRJRQ.js";import{h as l,m as h,n as S,o as w}from"./chunk-C6JOBBRQ.js";function d(e){let t=O(e.map(({plan:i})=>i.flows[0]?.name??"flow"));return e.map((i,n)=>{let r=m=>`${t[n]}.${m}.json`,{identity:o,resourcePolicies:s}=i.plan,c=O(s.map(({service:m,resource:v})=>`${m}-${p(v)}`));return{role:i,trust:r("trust-policy"),identity:o.map(m=>({policy:m,path:r(m.name)})),attached:s.map((m,v)=>({policy:m,path:r(c[v])}))}})}function f({role:e,trust:t,identity:i,attached:n}){return[A(t,e.plan.trust),...i.map(({path:r,policy:o})=>A(r,o.document)),...n.map(({path:r,policy:o})=>A(r,o.document))]}function A(e,t){return{path:e,text:`${w(y(t))}
`}}function y(e){return R(e,l)}function a(e){return/^[\w@%+=:,./-]+$/.test(e)?e:`'${e.replaceAll("'","'\\''")}'`}function $(e){return`# ${S(e,400)}`}function u(e,...t){return[e,...t].join(` \\
  `)}function g(e){return e.split(`
`).map(t=>t===""?t:`  ${t}`).join(`
`)}var F={name:"aws-cli",keeps:()=>!1,print(e){let t=d(e);return E(t,["documents=$(mktemp -d)",`trap 'rm -rf "$documents"' EXIT`,...t.flatMap(f).map(({path:i,text:n})=>`cat >"$documents/${i}" <<'END_OF_DOCUMENT'
${n}END_OF_DOCUMENT`)])},files(e){let t=d(e);return[...t.flatMap(f),{path:"create-roles.sh",text:E(t,['documents=$(cd -- "$(dirname -- "$0")" && pwd)']),executable:!0}]}};function E(e,t){let i=e.some(({identity:o})=>o.some(({policy:s})=>s.kind==="managed")),n=e.some(({attached:o})=>o.some(({policy:s})=>s.service==="kms"&&!s.foreign));return`${[["#!/usr/bin/env bash","# Creates the service roles of Amazon Bedrock flows, or brings them up to date.",`# It may run any number of times; it needs the AWS CLI${n?" and jq":""}.`,"set -euo pipefail",'export AWS_PAGER=""'].join(`
`),t.join(`
`),...i?[M]:[],...n?[C]:[],...e.map(U)].join(`

`)}
`}var M=`# put_managed_policy ARN NAME DOCUMENT: a managed policy keeps five versions, so the oldest goes first.
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
}`;function U({role:{plan:e},...t}){let i=a(e.roleName),n=T(t.trust),r=e.deployment.account;return[$(`The role of the flow ${e.flows.map(({name:o})=>`"${o}"`).join(", ")}.`),...r===void 0?[]:[q(r)],`if aws iam get-role --role-name ${i} >/dev/null 2>&1; then`,g(u("aws iam update-assume-role-policy",`--role-name ${i}`,`--policy-document ${n}`)),"else",g(u("aws iam create-role",`--role-name ${i}`,`--assume-role-policy-document ${n}`,"--description 'Service role of an Amazon Bedrock flow'")),"fi",...t.identity.map(({policy:o,path:s})=>L(o,s,e)),...t.attached.map(({policy:o,path:s})=>W(o,s)),$("The ARN to give the flow as its executionRoleArn:"),u("aws iam get-role",`--role-name ${i}`,"--query Role.Arn","--output text")].join(`
`)}function q(e){return[`if [ "$(aws sts get-caller-identity --query Account --output text)" != ${a(e)} ]; then`,g(`echo 'The AWS CLI is not signed in to account ${e}.' >&2`),g("exit 1"),"fi"].join(`
`)}function L(e,t,{roleName:i,deployment:n}){let r=e.document.statements.flatMap(_);switch(e.kind){case"inline":return[...r,u("aws iam put-role-policy",`--role-name ${a(i)}`,`--policy-name ${a(e.name)}`,`--policy-document ${T(t)}`)].join(`
`);case"managed":{let o=`${i}-${e.name}`.slice(0,128),s=a(`arn:${n.partition??"aws"}:iam::${n.account??""}:policy/${o}`);return[...r,`put_managed_policy ${s} ${a(o)} "$documents/${t}"`,u("aws iam attach-role-policy",`--role-name ${a(i)}`,`--policy-arn ${s}`)].join(`
`)}}}function _({sid:e,reasons:t}){return t.map(i=>$(`${e}: ${k(i)}`))}function W(e,t){let{document:i,foreign:n,resource:r}=e,o=i.statements.flatMap(s=>[..._(s),...G(e,s,t)]);return n?[$(`${p(r)} stands in another account: an administrator there runs the command below.`),...o.map(s=>s.split(`
`).map(c=>c.startsWith("#")?c:`# ${c}`).join(`
`))].join(`
`):o.join(`
`)}function G(e,t,i){let{service:n,resource:r}=e,o=l(r),s=a(D(r));switch(n){case"lambda":return J(t).flatMap(({sid:c,options:m})=>K(r,c,m));case"lex":return V(o,s,t);case"kms":return[`put_key_statement ${a(o)} ${s} "$documents/${i}"`]}}function J({sid:e,principal:t,conditions:i}){if(t?.kind==="role")return[{sid:e,options:[`--principal ${a(l(t.arn))}`]}];let n=o=>i.find(s=>s.key===o)?.values??[],r=n("aws:SourceAccount").map(l);return n("aws:SourceArn").map((o,s)=>({sid:s===0?e:`${e}${s+1}`,options:[`--principal ${t?.service??""}`,...r.map(c=>`--source-account ${a(c)}`),`--source-arn ${a(l(o))}`]}))}function K(e,t,i){let[,,n]=p(e).split(":"),r=l(e),o=[`--function-name ${a(n===void 0?r:r.slice(0,-n.length-1))}`,...n===void 0?[]:[`--qualifier ${a(n)}`],`--statement-id ${a(t)}`,`--region ${a(D(e))}`];return[`${u("aws lambda remove-permission",...o)} >/dev/null 2>&1 || true`,u("aws lambda add-permission",...o,"--action lambda:InvokeFunction",...i)]}function V(e,t,i){let{sid:n,actions:r,conditions:o,principal:s}=i,c=[`--resource-arn ${a(e)}`,`--statement-id ${a(n)}`,`--region ${t}`];return[`${u("aws lexv2-models delete-resource-policy-statement",...c)} >/dev/null 2>&1 || true`,u("aws lexv2-models create-resource-policy-statement",...c,"--effect Allow",`--principal service=${s?.kind==="service"?s.service:""}`,`--action ${r.join(" ")}`,`--condition ${a(JSON.stringify(x(o,l)))}`)]}function T(e){return`"file://$documents/${e}"`}function D(e){return l(P(e)?.region??[])}var N={name:"json",keeps:()=>!1,print(e){return`${w({roles:e.map(Y)})}
`},files(e){return d(e).flatMap(f)}};function Y({facts:e,plan:t}){let i=t.flows.map(({name:n,source:r})=>({name:n,source:r}));return{flow:i[0],flows:i,roleName:t.roleName,account:e.account?.value??null,region:e.region?.value??null,partition:e.partition?.value??null,trustPolicy:y(t.trust),identityPolicies:t.identity.map(({name:n,kind:r,document:o})=>({name:n,kind:r,document:y(o)})),resourcePolicies:t.resourcePolicies.map(({service:n,resource:r,document:o})=>({service:n,resource:l(r),document:y(o)})),questions:t.questions.map(({key:n,prompt:r,place:o})=>({key:n,prompt:r,where:h(o)})),assumptions:t.assumptions.map(({key:n,prompt:r,assumed:o,place:s})=>({key:n,prompt:r,assumed:o,where:h(s)})),warnings:t.warnings.map(({text:n,place:r})=>`${h(r)}: ${n}`)}}var b={json:async()=>N,cloudformation:async()=>(await import("./cloudformation-2NYGLMF5.js")).cloudFormation,"aws-cli":async()=>F},j=Object.keys(b);function $e(e){return b[e]()}var we={ok:0,open:1,bad:2},I=class extends Error{name="UsageError"},ve=`Usage: flow-role-wizard generate FILES... [options]

Writes the IAM role that Amazon Bedrock flows need: trust policy, identity-based policies and
resource-based policies. FILES are flow definitions (JSON), CloudFormation templates, directories,
globs, or - for standard input.

Options:
  --format NAME        ${j.join(", ")} (default json)
  --out DIR            write files into DIR instead of printing
  --force              let --out replace files that have other contents
  --account ID         the AWS account the flow runs in
  --region CODE        the AWS Region the flow runs in (default: AWS_REGION, AWS_DEFAULT_REGION)
  --partition NAME     the AWS partition (default: that of the Region)
  --flow-id ID         the id of the flow, once it exists: the trust policy then names it alone
  --answer KEY=VALUE   answer an open question; may be repeated
  --allow-unresolved   write policies even while questions are open, marked as <KEY>
  --pin-regions        name the Regions behind a geographic inference profile, instead of all
                       Regions through that profile
  --quiet              print nothing but results and errors
  --no-color           print without colours (also: NO_COLOR)
  -h, --help           show this text
  -v, --version        show the version

Exit codes: 0 done; 1 questions are open; 2 bad usage or input.
`;export{a,j as b,$e as c,we as d,I as e,ve as f};
