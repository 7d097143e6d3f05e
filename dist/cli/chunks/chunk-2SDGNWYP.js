import{d as _}from"./chunk-2UHS5JVV.js";import{a as R,c as A}from"./chunk-QCLQA4XH.js";import{a as T,b as P}from"./chunk-Q4SXLPZH.js";import{d as O,h as p}from"./chunk-66W6XON7.js";import{h as l,m as w,n as S,o as h}from"./chunk-ICATIBPG.js";function d(e){let t=P(e.map(({plan:r})=>r.flows[0]?.name??"flow"));return e.map((r,n)=>{let o=m=>`${t[n]}.${m}.json`,{identity:i,resourcePolicies:a}=r.plan,c=P(a.map(({service:m,resource:k})=>`${m}-${p(k)}`));return{role:r,trust:o("trust-policy"),identity:i.map(m=>({policy:m,path:o(m.name)})),attached:a.map((m,k)=>({policy:m,path:o(c[k])}))}})}function y({role:e,trust:t,identity:r,attached:n}){return[v(t,e.plan.trust),...r.map(({path:o,policy:i})=>v(o,i.document)),...n.map(({path:o,policy:i})=>v(o,i.document))]}function v(e,t){return{path:e,text:`${h(f(t))}
`}}function f(e){return R(e,l)}function s(e){return/^[\w@%+=:,./-]+$/.test(e)?e:`'${e.replaceAll("'","'\\''")}'`}function $(e){return`# ${S(e,400)}`}function u(e,...t){return[e,...t].join(` \\
  `)}function g(e){return e.split(`
`).map(t=>t===""?t:`  ${t}`).join(`
`)}var F={print(e){let t=d(e);return x(t,["documents=$(mktemp -d)",`trap 'rm -rf "$documents"' EXIT`,...t.flatMap(y).map(({path:r,text:n})=>`cat >"$documents/${r}" <<'END_OF_DOCUMENT'
${n}END_OF_DOCUMENT`)])},files(e){let t=d(e);return[...t.flatMap(y),{path:"create-roles.sh",text:x(t,['documents=$(cd -- "$(dirname -- "$0")" && pwd)']),executable:!0}]}};function x(e,t){let r=e.some(({identity:a})=>a.some(({policy:c})=>c.kind==="managed")),n=e.some(({attached:a})=>a.some(({policy:c})=>c.service==="kms"&&!c.foreign)),o=new Set(e.map(({role:a})=>L(a.plan.deployment)));return`${[["#!/usr/bin/env bash","# Creates the service roles of Amazon Bedrock flows, or brings them up to date.",`# It may run any number of times; it needs the AWS CLI${n?" and jq":""}.`,"set -euo pipefail",'export AWS_PAGER=""',...n?[M]:[],...o].join(`
`),t.join(`
`),...r?[I]:[],...n?[q]:[],...e.map(U)].join(`

`)}
`}var M=`if ! command -v jq >/dev/null; then
  echo 'This script needs jq (https://jqlang.org) to add a statement to a key policy.' >&2
  exit 1
fi`,I=`# put_managed_policy ARN NAME DOCUMENT: a managed policy keeps five versions, so the oldest goes first.
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
}`,q=`# put_key_statement KEY REGION DOCUMENT: adds the statements to the key's policy, in place of those with
# the same Sid, and leaves all others as they are.
put_key_statement() {
  local policy
  policy=$(aws kms get-key-policy --key-id "$1" --policy-name default --region "$2" --query Policy --output text |
    jq --slurpfile new "$3" '($new[0].Statement | map(.Sid)) as $sids
      | .Statement = ([.Statement[] | select(.Sid as $sid | $sids | index($sid) | not)] + $new[0].Statement)')
  aws kms put-key-policy --key-id "$1" --policy-name default --region "$2" --policy "$policy"
}`;function U({role:{plan:e},...t}){let r=s(e.roleName),n=D(t.trust);return[$(`The role of the flow ${e.flows.map(({name:o})=>`"${o}"`).join(", ")}.`),j(e.deployment),`if aws iam get-role --role-name ${r} >/dev/null 2>&1; then`,g(u("aws iam update-assume-role-policy",`--role-name ${r}`,`--policy-document ${n}`)),"else",g(u("aws iam create-role",`--role-name ${r}`,...e.rolePath===void 0?[]:[`--path ${s(e.rolePath)}`],`--assume-role-policy-document ${n}`,"--description 'Service role of an Amazon Bedrock flow'")),"fi",...t.identity.map(({policy:o,path:i})=>J(o,i,e)),...t.attached.map(({policy:o,path:i})=>G(o,i)),$("The ARN to give the flow as its executionRoleArn:"),u("aws iam get-role",`--role-name ${r}`,"--query Role.Arn","--output text")].join(`
`)}function j({region:e}){return e===void 0?"":`export AWS_REGION=${s(e)} AWS_DEFAULT_REGION=${s(e)}`}function L(e){let{account:t}=e;return[j(e),"caller=$(aws sts get-caller-identity --query Account --output text)",...t===void 0?[]:[`if [ "$caller" != ${s(t)} ]; then`,g(`echo 'The AWS CLI is not signed in to account ${t}.' >&2`),g("exit 1"),"fi"]].join(`
`)}function J(e,t,{roleName:r,deployment:n}){let o=e.document.statements.flatMap(C);switch(e.kind){case"inline":return[...o,u("aws iam put-role-policy",`--role-name ${s(r)}`,`--policy-name ${s(e.name)}`,`--policy-document ${D(t)}`)].join(`
`);case"managed":{let i=`${r}-${e.name}`.slice(0,128),a=s(`arn:${n.partition??"aws"}:iam::${n.account??""}:policy/${i}`);return[...o,`put_managed_policy ${a} ${s(i)} "$documents/${t}"`,u("aws iam attach-role-policy",`--role-name ${s(r)}`,`--policy-arn ${a}`)].join(`
`)}}}function C({sid:e,reasons:t}){return t.map(r=>$(`${e}: ${T(r)}`))}function G(e,t){let{document:r,foreign:n,resource:o}=e,i=r.statements.flatMap(a=>[...C(a),...W(e,a,t)]);return n?[$(`${p(o)} stands in another account: an administrator there runs the command below.`),...i.map(a=>a.split(`
`).map(c=>c.startsWith("#")?c:`# ${c}`).join(`
`))].join(`
`):i.join(`
`)}function W(e,t,r){let{service:n,resource:o}=e,i=l(o),a=s(E(o));switch(n){case"lambda":return K(t).flatMap(({sid:c,options:m})=>V(o,c,m));case"lex":return Y(i,a,t);case"kms":return[`put_key_statement ${s(i)} ${a} "$documents/${r}"`]}}function K({sid:e,principal:t,conditions:r}){if(t?.kind==="role")return[{sid:e,options:[`--principal ${s(l(t.arn))}`]}];let n=i=>r.find(a=>a.key===i)?.values??[],o=n("aws:SourceAccount").map(l);return n("aws:SourceArn").map((i,a)=>({sid:a===0?e:`${e}${a+1}`,options:[`--principal ${t?.service??""}`,...o.map(c=>`--source-account ${s(c)}`),`--source-arn ${s(l(i))}`]}))}function V(e,t,r){let[,,n]=p(e).split(":"),o=l(e),i=[`--function-name ${s(n===void 0?o:o.slice(0,-n.length-1))}`,...n===void 0?[]:[`--qualifier ${s(n)}`],`--statement-id ${s(t)}`,`--region ${s(E(e))}`];return[`${u("aws lambda remove-permission",...i)} >/dev/null 2>&1 || true`,u("aws lambda add-permission",...i,"--action lambda:InvokeFunction",...r)]}function Y(e,t,r){let{sid:n,actions:o,conditions:i,principal:a}=r,c=[`--resource-arn ${s(e)}`,`--statement-id ${s(n)}`,`--region ${t}`];return[`${u("aws lexv2-models delete-resource-policy-statement",...c)} >/dev/null 2>&1 || true`,u("aws lexv2-models create-resource-policy-statement",...c,"--effect Allow",`--principal service=${a?.kind==="service"?a.service:""}`,`--action ${o.join(" ")}`,`--condition ${s(JSON.stringify(A(i,l)))}`)]}function D(e){return`"file://$documents/${e}"`}function E(e){return l(O(e)?.region??[])}var N={print(e){return`${h({roles:e.map(z)})}
`},files(e){return d(e).flatMap(y)}};function z({facts:e,plan:t}){let r=t.flows.map(({name:n,source:o})=>({name:n,source:o}));return{flow:r[0],flows:r,roleName:t.roleName,account:e.account?.value??null,region:e.region?.value??null,partition:e.partition?.value??null,trustPolicy:f(t.trust),identityPolicies:t.identity.map(({name:n,kind:o,document:i})=>({name:n,kind:o,document:f(i)})),resourcePolicies:t.resourcePolicies.map(({service:n,resource:o,document:i})=>({service:n,resource:l(o),document:f(i)})),questions:t.questions.map(({key:n,prompt:o,place:i})=>({key:n,prompt:o,where:w(i)})),assumptions:t.assumptions.map(({key:n,prompt:o,assumed:i,place:a})=>({key:n,prompt:o,assumed:i,where:w(a)})),warnings:t.warnings.map(({text:n,place:o})=>`${w(o)}: ${n}`)}}var b={json:{label:"JSON policy files",keeps:()=>!1,load:async()=>N},cloudformation:{label:"CloudFormation template (YAML)",keeps:({kind:e})=>e!=="terraform",load:async()=>(await import("./cloudformation-5WVQNV63.js")).cloudFormation},terraform:{label:"Terraform (HCL)",keeps:_,load:async()=>(await import("./terraform-ACD6L3EM.js")).terraform},cdk:{label:"CDK function (TypeScript)",keeps:({kind:e})=>e==="deployment",load:async()=>(await import("./cdk-BGW7ONTZ.js")).cdk},"aws-cli":{label:"Script of AWS CLI commands that creates the role",keeps:()=>!1,load:async()=>F}},we=Object.keys(b);async function he(e){let{keeps:t,load:r}=b[e];return{keeps:t,...await r()}}export{s as a,b,we as c,he as d};
