import{d as T}from"./chunk-FAAVSNMK.js";import{a as R,c as x}from"./chunk-QCLQA4XH.js";import{a as F,b as S,d as P}from"./chunk-F7KBDT6B.js";import{d as O,h as p}from"./chunk-YUDY5OQA.js";import{h as l}from"./chunk-2FW5GI5E.js";import{b as w}from"./chunk-RKOLCW2K.js";import{a as A,b as h}from"./chunk-WFMS5IMK.js";function d(e){let t=P(e.map(({plan:r})=>r.flows[0]?.name??"flow"));return e.map((r,n)=>{let o=m=>`${t[n]}.${m}.json`,{identity:i,resourcePolicies:s}=r.plan,c=P(s.map(({service:m,resource:k})=>`${m}-${p(k)}`));return{role:r,trust:o("trust-policy"),identity:i.map(m=>({policy:m,path:o(m.name)})),attached:s.map((m,k)=>({policy:m,path:o(c[k])}))}})}function y({role:e,trust:t,identity:r,attached:n}){return[v(t,e.plan.trust),...r.map(({path:o,policy:i})=>v(o,i.document)),...n.map(({path:o,policy:i})=>v(o,i.document))]}function v(e,t){return{path:e,text:`${h(f(t))}
`}}function f(e){return R(e,l)}function te(e,t){let r=`${S(t)}.`;return e.startsWith(r)&&/^(?:trust-policy|FlowPermissions\d{0,2}|(?:lambda|lex|kms)-[\w-]+)\.json$/.test(e.slice(r.length))}function a(e){return/^[\w@%+=:,./-]+$/.test(e)?e:`'${e.replaceAll("'","'\\''")}'`}function $(e){return`# ${A(e,400)}`}function u(e,...t){return[e,...t].join(` \\
  `)}function g(e){return e.split(`
`).map(t=>t===""?t:`  ${t}`).join(`
`)}var j={print(e){let t=d(e);return _(t,["documents=$(mktemp -d)",`trap 'rm -rf "$documents"' EXIT`,...t.flatMap(y).map(({path:r,text:n})=>`cat >"$documents/${r}" <<'END_OF_DOCUMENT'
${n}END_OF_DOCUMENT`)])},files(e){let t=d(e);return[...t.flatMap(y),{path:"create-roles.sh",text:_(t,['documents=$(cd -- "$(dirname -- "$0")" && pwd)']),executable:!0}]}};function _(e,t){let r=e.some(({identity:s})=>s.some(({policy:c})=>c.kind==="managed")),n=e.some(({attached:s})=>s.some(({policy:c})=>c.service==="kms"&&!c.foreign)),o=new Set(e.map(({role:s})=>J(s.plan.deployment)));return`${[["#!/usr/bin/env bash","# Creates the service roles of Amazon Bedrock flows, or brings them up to date.",`# It may run any number of times; it needs the AWS CLI${n?" and jq":""}.`,"set -euo pipefail",'export AWS_PAGER=""',...n?[I]:[],...o].join(`
`),t.join(`
`),...r?[q]:[],...n?[U]:[],...e.map(L)].join(`

`)}
`}var I=`if ! command -v jq >/dev/null; then
  echo 'This script needs jq (https://jqlang.org) to add a statement to a key policy.' >&2
  exit 1
fi`,q=`# put_managed_policy ARN NAME DOCUMENT: a managed policy keeps five versions, so the oldest goes first.
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
}`,U=`# put_key_statement KEY REGION DOCUMENT: adds the statements to the key's policy, in place of those with
# the same Sid, and leaves all others as they are.
put_key_statement() {
  local policy
  policy=$(aws kms get-key-policy --key-id "$1" --policy-name default --region "$2" --query Policy --output text |
    jq --slurpfile new "$3" '($new[0].Statement | map(.Sid)) as $sids
      | .Statement = ([.Statement[] | select(.Sid as $sid | $sids | index($sid) | not)] + $new[0].Statement)')
  aws kms put-key-policy --key-id "$1" --policy-name default --region "$2" --policy "$policy"
}`;function L({role:{plan:e},...t}){let r=a(e.roleName),n=D(t.trust);return[$(`The role of the flow ${e.flows.map(({name:o})=>`"${o}"`).join(", ")}.`),C(e.deployment),`if aws iam get-role --role-name ${r} >/dev/null 2>&1; then`,g(u("aws iam update-assume-role-policy",`--role-name ${r}`,`--policy-document ${n}`)),"else",g(u("aws iam create-role",`--role-name ${r}`,...e.rolePath===void 0?[]:[`--path ${a(e.rolePath)}`],`--assume-role-policy-document ${n}`,"--description 'Service role of an Amazon Bedrock flow'")),"fi",...t.identity.map(({policy:o,path:i})=>W(o,i,e)),...t.attached.map(({policy:o,path:i})=>G(o,i)),$("The ARN to give the flow as its executionRoleArn:"),u("aws iam get-role",`--role-name ${r}`,"--query Role.Arn","--output text")].join(`
`)}function C({region:e}){return e===void 0?"":`export AWS_REGION=${a(e)} AWS_DEFAULT_REGION=${a(e)}`}function J(e){let{account:t}=e;return[C(e),"caller=$(aws sts get-caller-identity --query Account --output text)",...t===void 0?[]:[`if [ "$caller" != ${a(t)} ]; then`,g(`echo 'The AWS CLI is not signed in to account ${t}.' >&2`),g("exit 1"),"fi"]].join(`
`)}function W(e,t,{roleName:r,deployment:n}){let o=e.document.statements.flatMap(b);switch(e.kind){case"inline":return[...o,u("aws iam put-role-policy",`--role-name ${a(r)}`,`--policy-name ${a(e.name)}`,`--policy-document ${D(t)}`)].join(`
`);case"managed":{let i=`${r}-${e.name}`.slice(0,128),s=a(`arn:${n.partition??"aws"}:iam::${n.account??""}:policy/${i}`);return[...o,`put_managed_policy ${s} ${a(i)} "$documents/${t}"`,u("aws iam attach-role-policy",`--role-name ${a(r)}`,`--policy-arn ${s}`)].join(`
`)}}}function b({sid:e,reasons:t}){return t.map(r=>$(`${e}: ${F(r)}`))}function G(e,t){let{document:r,foreign:n,resource:o}=e,i=r.statements.flatMap(s=>[...b(s),...K(e,s,t)]);return n?[$(`${p(o)} stands in another account: an administrator there runs the command below.`),...i.map(s=>s.split(`
`).map(c=>c.startsWith("#")?c:`# ${c}`).join(`
`))].join(`
`):i.join(`
`)}function K(e,t,r){let{service:n,resource:o}=e,i=l(o),s=a(N(o));switch(n){case"lambda":return V(t).flatMap(({sid:c,options:m})=>Y(o,c,m));case"lex":return z(i,s,t);case"kms":return[`put_key_statement ${a(i)} ${s} "$documents/${r}"`]}}function V({sid:e,principal:t,conditions:r}){if(t?.kind==="role")return[{sid:e,options:[`--principal ${a(l(t.arn))}`]}];let n=i=>r.find(s=>s.key===i)?.values??[],o=n("aws:SourceAccount").map(l);return n("aws:SourceArn").map((i,s)=>({sid:s===0?e:`${e}${s+1}`,options:[`--principal ${t?.service??""}`,...o.map(c=>`--source-account ${a(c)}`),`--source-arn ${a(l(i))}`]}))}function Y(e,t,r){let[,,n]=p(e).split(":"),o=l(e),i=[`--function-name ${a(n===void 0?o:o.slice(0,-n.length-1))}`,...n===void 0?[]:[`--qualifier ${a(n)}`],`--statement-id ${a(t)}`,`--region ${a(N(e))}`];return[`${u("aws lambda remove-permission",...i)} >/dev/null 2>&1 || true`,u("aws lambda add-permission",...i,"--action lambda:InvokeFunction",...r)]}function z(e,t,r){let{sid:n,actions:o,conditions:i,principal:s}=r,c=[`--resource-arn ${a(e)}`,`--statement-id ${a(n)}`,`--region ${t}`];return[`${u("aws lexv2-models delete-resource-policy-statement",...c)} >/dev/null 2>&1 || true`,u("aws lexv2-models create-resource-policy-statement",...c,"--effect Allow",`--principal service=${s?.kind==="service"?s.service:""}`,`--action ${o.join(" ")}`,`--condition ${a(JSON.stringify(x(i,l)))}`)]}function D(e){return`"file://$documents/${e}"`}function N(e){return l(O(e)?.region??[])}var E={print(e){return`${h({roles:e.map(B)})}
`},files(e){return d(e).flatMap(y)}};function B({facts:e,plan:t}){let r=t.flows.map(({name:n,source:o})=>({name:n,source:o}));return{flow:r[0],flows:r,roleName:t.roleName,account:e.account?.value??null,region:e.region?.value??null,partition:e.partition?.value??null,trustPolicy:f(t.trust),identityPolicies:t.identity.map(({name:n,kind:o,document:i})=>({name:n,kind:o,document:f(i)})),resourcePolicies:t.resourcePolicies.map(({service:n,resource:o,document:i})=>({service:n,resource:l(o),document:f(i)})),questions:t.questions.map(({key:n,prompt:o,place:i})=>({key:n,prompt:o,where:w(i)})),assumptions:t.assumptions.map(({key:n,prompt:o,assumed:i,place:s})=>({key:n,prompt:o,assumed:i,where:w(s)})),warnings:t.warnings.map(({text:n,place:o})=>`${w(o)}: ${n}`)}}var M={json:{label:"JSON policy files",keeps:()=>!1,load:async()=>E},cloudformation:{label:"CloudFormation template (YAML)",keeps:({kind:e})=>e!=="terraform",load:async()=>(await import("./cloudformation-CLI6Y5WD.js")).cloudFormation},terraform:{label:"Terraform (HCL)",keeps:T,load:async()=>(await import("./terraform-T4QK3I47.js")).terraform},cdk:{label:"CDK function (TypeScript)",keeps:({kind:e})=>e==="deployment",load:async()=>(await import("./cdk-5JACYAM3.js")).cdk},"aws-cli":{label:"Script of AWS CLI commands that creates the role",keeps:()=>!1,load:async()=>j}},ke=Object.keys(M);async function Pe(e){let{keeps:t,load:r}=M[e];return{keeps:t,...await r()}}export{d as a,y as b,te as c,a as d,M as e,ke as f,Pe as g};
