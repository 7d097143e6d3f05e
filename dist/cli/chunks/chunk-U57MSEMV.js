import{a,b as d,c as m,d as y}from"./chunk-RZOPFFVN.js";import{a as u,b as p,c as $}from"./chunk-JO7TQQ5B.js";import{d as O}from"./chunk-FAAVSNMK.js";import{c as h}from"./chunk-QCLQA4XH.js";import{a as v}from"./chunk-B4HNKZO6.js";import{d as w,h as g}from"./chunk-YUDY5OQA.js";import{h as l}from"./chunk-2FW5GI5E.js";import{b as f}from"./chunk-RKOLCW2K.js";import{b as k}from"./chunk-WFMS5IMK.js";var T={print(e){let t=u(e);return S(t,["documents=$(mktemp -d)",`trap 'rm -rf "$documents"' EXIT`,...t.flatMap(p).map(({path:i,text:o})=>`cat >"$documents/${i}" <<'END_OF_DOCUMENT'
${o}END_OF_DOCUMENT`)])},files(e){let t=u(e);return[...t.flatMap(p),{path:"create-roles.sh",text:S(t,['documents=$(cd -- "$(dirname -- "$0")" && pwd)']),executable:!0}]}};function S(e,t){let i=e.some(({identity:s})=>s.some(({policy:c})=>c.kind==="managed")),o=e.some(({attached:s})=>s.some(({policy:c})=>c.service==="kms"&&!c.foreign)),n=new Set(e.map(({role:s})=>M(s.plan.deployment)));return`${[["#!/usr/bin/env bash","# Creates the service roles of Amazon Bedrock flows, or brings them up to date.",`# It may run any number of times; it needs the AWS CLI${o?" and jq":""}.`,"set -euo pipefail",'export AWS_PAGER=""',...o?[x]:[],...n].join(`
`),t.join(`
`),...i?[N]:[],...o?[j]:[],...e.map(b)].join(`

`)}
`}var x=`if ! command -v jq >/dev/null; then
  echo 'This script needs jq (https://jqlang.org) to add a statement to a key policy.' >&2
  exit 1
fi`,N=`# put_managed_policy ARN NAME DOCUMENT: a managed policy keeps five versions, so the oldest goes first.
put_managed_policy() {
  if aws iam get-policy --policy-arn "$1" >/dev/null 2>&1; then
    local old
    old=$(aws iam list-policy-versions --policy-arn "$1" --output text \\
      --query 'sort_by(Versions[?!IsDefaultVersion], &CreateDate)[0].VersionId')
    if [ "$(aws iam list-policy-versions --policy-arn "$1" --query 'length(Versions)' --output text)" -ge 5 ]; then
      aws iam delete-policy-version --policy-arn "$1" --version-id "$old"
    fi
    aws iam create-policy-version --policy-arn "$1" --policy-document "file://$3" --set-as-default
  else
    aws iam create-policy --policy-name "$2" --policy-document "file://$3"
  fi
}`,j=`# put_key_statement KEY REGION DOCUMENT: adds the statements to the key's policy, in place of those with
# the same Sid, and leaves all others as they are.
put_key_statement() {
  local policy
  policy=$(aws kms get-key-policy --key-id "$1" --policy-name default --region "$2" --query Policy --output text |
    jq --slurpfile new "$3" '($new[0].Statement | map(.Sid)) as $sids
      | .Statement = ([.Statement[] | select(.Sid as $sid | $sids | index($sid) | not)] + $new[0].Statement)')
  aws kms put-key-policy --key-id "$1" --policy-name default --region "$2" --policy "$policy"
}`;function b({role:{plan:e},...t}){let i=a(e.roleName),o=P(t.trust);return[d(`The role of the flow ${e.flows.map(({name:n})=>`"${n}"`).join(", ")}.`),_(e.deployment),`if aws iam get-role --role-name ${i} >/dev/null 2>&1; then`,y(m("aws iam update-assume-role-policy",`--role-name ${i}`,`--policy-document ${o}`)),"else",y(m("aws iam create-role",`--role-name ${i}`,...e.rolePath===void 0?[]:[`--path ${a(e.rolePath)}`],`--assume-role-policy-document ${o}`,"--description 'Service role of an Amazon Bedrock flow'")),"fi",...t.identity.map(({policy:n,path:r})=>D(n,r,e)),...t.attached.map(({policy:n,path:r})=>q(n,r)),d("The ARN to give the flow as its executionRoleArn:"),m("aws iam get-role",`--role-name ${i}`,"--query Role.Arn","--output text")].join(`
`)}function _({region:e}){return e===void 0?"":`export AWS_REGION=${a(e)} AWS_DEFAULT_REGION=${a(e)}`}function M(e){let{account:t}=e;return[_(e),"caller=$(aws sts get-caller-identity --query Account --output text)",...t===void 0?[]:[`if [ "$caller" != ${a(t)} ]; then`,y(`echo 'The AWS CLI is not signed in to account ${t}.' >&2`),y("exit 1"),"fi"]].join(`
`)}function D(e,t,{roleName:i,deployment:o}){let n=e.document.statements.flatMap(A);switch(e.kind){case"inline":return[...n,m("aws iam put-role-policy",`--role-name ${a(i)}`,`--policy-name ${a(e.name)}`,`--policy-document ${P(t)}`)].join(`
`);case"managed":{let r=`${i}-${e.name}`.slice(0,128),s=a(`arn:${o.partition??"aws"}:iam::${o.account??""}:policy/${r}`);return[...n,`put_managed_policy ${s} ${a(r)} "$documents/${t}"`,m("aws iam attach-role-policy",`--role-name ${a(i)}`,`--policy-arn ${s}`)].join(`
`)}}}function A({sid:e,reasons:t}){return t.map(i=>d(`${e}: ${v(i)}`))}function q(e,t){let{document:i,foreign:o,resource:n}=e,r=i.statements.flatMap(s=>[...A(s),...I(e,s,t)]);return o?[d(`${g(n)} stands in another account: an administrator there runs the command below.`),...r.map(s=>s.split(`
`).map(c=>c.startsWith("#")?c:`# ${c}`).join(`
`))].join(`
`):r.join(`
`)}function I(e,t,i){let{service:o,resource:n}=e,r=l(n),s=a(R(n));switch(o){case"lambda":return U(t).flatMap(({sid:c,options:E})=>L(n,c,E));case"lex":return G(r,s,t);case"kms":return[`put_key_statement ${a(r)} ${s} "$documents/${i}"`]}}function U({sid:e,principal:t,conditions:i}){if(t?.kind==="role")return[{sid:e,options:[`--principal ${a(l(t.arn))}`]}];let o=r=>i.find(s=>s.key===r)?.values??[],n=o("aws:SourceAccount").map(l);return o("aws:SourceArn").map((r,s)=>({sid:s===0?e:`${e}${s+1}`,options:[`--principal ${t?.service??""}`,...n.map(c=>`--source-account ${a(c)}`),`--source-arn ${a(l(r))}`]}))}function L(e,t,i){let[,,o]=g(e).split(":"),n=l(e),r=[`--function-name ${a(o===void 0?n:n.slice(0,-o.length-1))}`,...o===void 0?[]:[`--qualifier ${a(o)}`],`--statement-id ${a(t)}`,`--region ${a(R(e))}`];return[`${m("aws lambda remove-permission",...r)} >/dev/null 2>&1 || true`,m("aws lambda add-permission",...r,"--action lambda:InvokeFunction",...i)]}function G(e,t,i){let{sid:o,actions:n,conditions:r,principal:s}=i,c=[`--resource-arn ${a(e)}`,`--statement-id ${a(o)}`,`--region ${t}`];return[`${m("aws lexv2-models delete-resource-policy-statement",...c)} >/dev/null 2>&1 || true`,m("aws lexv2-models create-resource-policy-statement",...c,"--effect Allow",`--principal service=${s?.kind==="service"?s.service:""}`,`--action ${n.join(" ")}`,`--condition ${a(JSON.stringify(h(r,l)))}`)]}function P(e){return`"file://$documents/${e}"`}function R(e){return l(w(e)?.region??[])}var C={print(e){return`${k({roles:e.map(W)})}
`},files(e){return u(e).flatMap(p)}};function W({facts:e,plan:t}){let i=t.flows.map(({name:o,source:n})=>({name:o,source:n}));return{flow:i[0],flows:i,roleName:t.roleName,account:e.account?.value??null,region:e.region?.value??null,partition:e.partition?.value??null,trustPolicy:$(t.trust),identityPolicies:t.identity.map(({name:o,kind:n,document:r})=>({name:o,kind:n,document:$(r)})),resourcePolicies:t.resourcePolicies.map(({service:o,resource:n,document:r})=>({service:o,resource:l(n),document:$(r)})),questions:t.questions.map(({key:o,prompt:n,place:r})=>({key:o,prompt:n,where:f(r)})),assumptions:t.assumptions.map(({key:o,prompt:n,assumed:r,place:s})=>({key:o,prompt:n,assumed:r,where:f(s)})),warnings:t.warnings.map(({text:o,place:n})=>`${f(n)}: ${o}`)}}var F={json:{label:"JSON policy files",keeps:()=>!1,load:async()=>C},cloudformation:{label:"CloudFormation template (YAML)",keeps:({kind:e})=>e!=="terraform",load:async()=>(await import("./cloudformation-46DN3APW.js")).cloudFormation},terraform:{label:"Terraform (HCL)",keeps:O,load:async()=>(await import("./terraform-VUZONKB6.js")).terraform},cdk:{label:"CDK function (TypeScript)",keeps:({kind:e})=>e==="deployment",load:async()=>(await import("./cdk-TN7ZNNPD.js")).cdk},"aws-cli":{label:"Script of AWS CLI commands that creates the role",keeps:()=>!1,load:async()=>T}},ie=Object.keys(F);async function se(e){let{keeps:t,load:i}=F[e];return{keeps:t,...await i()}}export{F as a,ie as b,se as c};
