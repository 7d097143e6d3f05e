import{a as s,b as d,c as m,d as y}from"./chunk-ORON3N2U.js";import{a as u,b as p,c as $}from"./chunk-A7N2VFYJ.js";import{d as S}from"./chunk-P3TY4OFD.js";import{c as k}from"./chunk-QCLQA4XH.js";import{a as O}from"./chunk-GS7HBVSP.js";import{d as g,h as w,i as h}from"./chunk-MEAEYB4K.js";import{k as l}from"./chunk-G2TGV2LV.js";import{b as f}from"./chunk-RKOLCW2K.js";import{b as v}from"./chunk-IQOH57ZG.js";var _={print(e){let t=u(e);return T(t,["documents=$(mktemp -d)",`trap 'rm -rf "$documents"' EXIT`,...t.flatMap(p).map(({path:i,text:n})=>`cat >"$documents/${i}" <<'END_OF_DOCUMENT'
${n}END_OF_DOCUMENT`)])},files(e){let t=u(e);return[...t.flatMap(p),{path:"create-roles.sh",text:T(t,['documents=$(cd -- "$(dirname -- "$0")" && pwd)']),executable:!0}]}};function T(e,t){let i=e.some(({identity:a})=>a.some(({policy:c})=>c.kind==="managed")),n=e.some(({attached:a})=>a.some(({policy:c})=>c.service==="kms"&&!c.foreign)),o=new Set(e.map(({role:a})=>D(a.plan.deployment)));return`${[["#!/usr/bin/env bash","# Creates the service roles of Amazon Bedrock flows, or brings them up to date.",`# It may run any number of times; it needs the AWS CLI${n?" and jq":""}.`,"set -euo pipefail",'export AWS_PAGER=""',...n?[N]:[],...o].join(`
`),t.join(`
`),...i?[j]:[],...n?[b]:[],...e.map(M)].join(`

`)}
`}var N=`if ! command -v jq >/dev/null; then
  echo 'This script needs jq (https://jqlang.org) to add a statement to a key policy.' >&2
  exit 1
fi`,j=`# put_managed_policy ARN NAME DOCUMENT: a managed policy keeps five versions, so the oldest goes first.
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
}`,b=`# put_key_statement KEY REGION DOCUMENT: adds the statements to the key's policy, in place of those with
# the same Sid, and leaves all others as they are.
put_key_statement() {
  local policy
  policy=$(aws kms get-key-policy --key-id "$1" --policy-name default --region "$2" --query Policy --output text |
    jq --slurpfile new "$3" '($new[0].Statement | map(.Sid)) as $sids
      | .Statement = ([.Statement[] | select(.Sid as $sid | $sids | index($sid) | not)] + $new[0].Statement)')
  aws kms put-key-policy --key-id "$1" --policy-name default --region "$2" --policy "$policy"
}`;function M({role:{plan:e},...t}){let i=s(e.roleName),n=R(t.trust);return[d(`The role of the flow ${e.flows.map(({name:o})=>`"${o}"`).join(", ")}.`),A(e.deployment),`if aws iam get-role --role-name ${i} >/dev/null 2>&1; then`,y(m("aws iam update-assume-role-policy",`--role-name ${i}`,`--policy-document ${n}`)),"else",y(m("aws iam create-role",`--role-name ${i}`,...e.rolePath===void 0?[]:[`--path ${s(e.rolePath)}`],`--assume-role-policy-document ${n}`,"--description 'Service role of an Amazon Bedrock flow'")),"fi",...t.identity.map(({policy:o,path:r})=>q(o,r,e)),...t.attached.map(({policy:o,path:r})=>I(o,r)),d("The ARN to give the flow as its executionRoleArn:"),m("aws iam get-role",`--role-name ${i}`,"--query Role.Arn","--output text")].join(`
`)}function A({region:e}){return e===void 0?"":`export AWS_REGION=${s(e)} AWS_DEFAULT_REGION=${s(e)}`}function D(e){let{account:t}=e;return[A(e),"caller=$(aws sts get-caller-identity --query Account --output text)",...t===void 0?[]:[`if [ "$caller" != ${s(t)} ]; then`,y(`echo ${s(`The AWS CLI is not signed in to account ${t}.`)} >&2`),y("exit 1"),"fi"]].join(`
`)}function q(e,t,{roleName:i,deployment:n}){let o=e.document.statements.flatMap(P);switch(e.kind){case"inline":return[...o,m("aws iam put-role-policy",`--role-name ${s(i)}`,`--policy-name ${s(e.name)}`,`--policy-document ${R(t)}`)].join(`
`);case"managed":{let r=`${i}-${e.name}`.slice(0,128),a=s(`arn:${n.partition??"aws"}:iam::${n.account??""}:policy/${r}`);return[...o,`put_managed_policy ${a} ${s(r)} "$documents/${t}"`,m("aws iam attach-role-policy",`--role-name ${s(i)}`,`--policy-arn ${a}`)].join(`
`)}}}function P({sid:e,reasons:t}){return t.map(i=>d(`${e}: ${O(i)}`))}function I(e,t){let{document:i,foreign:n,resource:o}=e,r=i.statements.flatMap(a=>[...P(a),...U(e,a,t)]);return n?[d(`${w(o)} stands in another account: an administrator there runs the command below.`),...r.map(a=>a.split(`
`).map(c=>c.startsWith("#")?c:`# ${c}`).join(`
`))].join(`
`):r.join(`
`)}function U(e,t,i){let{service:n,resource:o}=e,r=l(o),a=s(C(o));switch(n){case"lambda":return L(t).flatMap(({sid:c,options:x})=>G(o,c,x));case"lex":return W(r,a,t);case"kms":return[`put_key_statement ${s(r)} ${a} "$documents/${i}"`]}}function L({sid:e,principal:t,conditions:i}){if(t?.kind==="role")return[{sid:e,options:[`--principal ${s(l(t.arn))}`]}];let n=r=>i.find(a=>a.key===r)?.values??[],o=n("aws:SourceAccount").map(l);return n("aws:SourceArn").map((r,a)=>({sid:a===0?e:`${e}${a+1}`,options:[`--principal ${t?.service??""}`,...o.map(c=>`--source-account ${s(c)}`),`--source-arn ${s(l(r))}`]}))}function G(e,t,i){let[n,o]=h(e),r=[`--function-name ${s(l(n))}`,...o===void 0?[]:[`--qualifier ${s(l(o))}`],`--statement-id ${s(t)}`,`--region ${s(C(e))}`];return[`${m("aws lambda remove-permission",...r)} >/dev/null 2>&1 || true`,m("aws lambda add-permission",...r,"--action lambda:InvokeFunction",...i)]}function W(e,t,i){let{sid:n,actions:o,conditions:r,principal:a}=i,c=[`--resource-arn ${s(e)}`,`--statement-id ${s(n)}`,`--region ${t}`];return[`${m("aws lexv2-models delete-resource-policy-statement",...c)} >/dev/null 2>&1 || true`,m("aws lexv2-models create-resource-policy-statement",...c,"--effect Allow",`--principal service=${a?.kind==="service"?a.service:""}`,`--action ${o.join(" ")}`,`--condition ${s(JSON.stringify(k(r,l)))}`)]}function R(e){return`"file://$documents/${e}"`}function C(e){return l(g(e)?.region??[])}var F={print(e){return`${v({roles:e.map(J)})}
`},files(e){return u(e).flatMap(p)}};function J({facts:e,plan:t}){let i=t.flows.map(({name:n,source:o})=>({name:n,source:o}));return{flow:i[0],flows:i,roleName:t.roleName,account:e.account?.value??null,region:e.region?.value??null,partition:e.partition?.value??null,trustPolicy:$(t.trust),identityPolicies:t.identity.map(({name:n,kind:o,document:r})=>({name:n,kind:o,document:$(r)})),resourcePolicies:t.resourcePolicies.map(({service:n,resource:o,document:r})=>({service:n,resource:l(o),document:$(r)})),questions:t.questions.map(({key:n,prompt:o,place:r})=>({key:n,prompt:o,where:f(r)})),assumptions:t.assumptions.map(({key:n,prompt:o,assumed:r,place:a})=>({key:n,prompt:o,assumed:r,where:f(a)})),warnings:t.warnings.map(({text:n,place:o})=>`${f(o)}: ${n}`)}}var E={json:{label:"JSON policy files",keeps:()=>!1,load:async()=>F},cloudformation:{label:"CloudFormation template (YAML)",keeps:({kind:e})=>e!=="terraform",load:async()=>(await import("./cloudformation-OUGEPTNP.js")).cloudFormation},terraform:{label:"Terraform (HCL)",keeps:S,load:async()=>(await import("./terraform-62J4WZ5A.js")).terraform},cdk:{label:"CDK function (TypeScript)",keeps:({kind:e})=>e==="deployment",load:async()=>(await import("./cdk-NEBIFOCW.js")).cdk},"aws-cli":{label:"Script of AWS CLI commands that creates the role",keeps:()=>!1,load:async()=>_}},ae=Object.keys(E);async function se(e){let{keeps:t,load:i}=E[e];return{keeps:t,...await i()}}export{E as a,ae as b,se as c};
