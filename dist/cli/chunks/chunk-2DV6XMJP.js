import{d as O,h as p,i as R,k as A,l as x,m as v}from"./chunk-UYZUHQPZ.js";import{h as l,m as w,n as _,o as h}from"./chunk-HH3LQPBY.js";function d(e){let t=v(e.map(({plan:r})=>r.flows[0]?.name??"flow"));return e.map((r,o)=>{let n=m=>`${t[o]}.${m}.json`,{identity:i,resourcePolicies:s}=r.plan,c=v(s.map(({service:m,resource:P})=>`${m}-${p(P)}`));return{role:r,trust:n("trust-policy"),identity:i.map(m=>({policy:m,path:n(m.name)})),attached:s.map((m,P)=>({policy:m,path:n(c[P])}))}})}function y({role:e,trust:t,identity:r,attached:o}){return[k(t,e.plan.trust),...r.map(({path:n,policy:i})=>k(n,i.document)),...o.map(({path:n,policy:i})=>k(n,i.document))]}function k(e,t){return{path:e,text:`${h(f(t))}
`}}function f(e){return R(e,l)}function a(e){return/^[\w@%+=:,./-]+$/.test(e)?e:`'${e.replaceAll("'","'\\''")}'`}function $(e){return`# ${_(e,400)}`}function u(e,...t){return[e,...t].join(` \\
  `)}function g(e){return e.split(`
`).map(t=>t===""?t:`  ${t}`).join(`
`)}var S={print(e){let t=d(e);return F(t,["documents=$(mktemp -d)",`trap 'rm -rf "$documents"' EXIT`,...t.flatMap(y).map(({path:r,text:o})=>`cat >"$documents/${r}" <<'END_OF_DOCUMENT'
${o}END_OF_DOCUMENT`)])},files(e){let t=d(e);return[...t.flatMap(y),{path:"create-roles.sh",text:F(t,['documents=$(cd -- "$(dirname -- "$0")" && pwd)']),executable:!0}]}};function F(e,t){let r=e.some(({identity:s})=>s.some(({policy:c})=>c.kind==="managed")),o=e.some(({attached:s})=>s.some(({policy:c})=>c.service==="kms"&&!c.foreign)),n=new Set(e.map(({role:s})=>U(s.plan.deployment)));return`${[["#!/usr/bin/env bash","# Creates the service roles of Amazon Bedrock flows, or brings them up to date.",`# It may run any number of times; it needs the AWS CLI${o?" and jq":""}.`,"set -euo pipefail",'export AWS_PAGER=""',...o?[b]:[],...n].join(`
`),t.join(`
`),...r?[M]:[],...o?[q]:[],...e.map(I)].join(`

`)}
`}var b=`if ! command -v jq >/dev/null; then
  echo 'This script needs jq (https://jqlang.org) to add a statement to a key policy.' >&2
  exit 1
fi`,M=`# put_managed_policy ARN NAME DOCUMENT: a managed policy keeps five versions, so the oldest goes first.
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
}`;function I({role:{plan:e},...t}){let r=a(e.roleName),o=D(t.trust);return[$(`The role of the flow ${e.flows.map(({name:n})=>`"${n}"`).join(", ")}.`),T(e.deployment),`if aws iam get-role --role-name ${r} >/dev/null 2>&1; then`,g(u("aws iam update-assume-role-policy",`--role-name ${r}`,`--policy-document ${o}`)),"else",g(u("aws iam create-role",`--role-name ${r}`,...e.rolePath===void 0?[]:[`--path ${a(e.rolePath)}`],`--assume-role-policy-document ${o}`,"--description 'Service role of an Amazon Bedrock flow'")),"fi",...t.identity.map(({policy:n,path:i})=>L(n,i,e)),...t.attached.map(({policy:n,path:i})=>J(n,i)),$("The ARN to give the flow as its executionRoleArn:"),u("aws iam get-role",`--role-name ${r}`,"--query Role.Arn","--output text")].join(`
`)}function T({region:e}){return e===void 0?"":`export AWS_REGION=${a(e)} AWS_DEFAULT_REGION=${a(e)}`}function U(e){let{account:t}=e;return[T(e),"caller=$(aws sts get-caller-identity --query Account --output text)",...t===void 0?[]:[`if [ "$caller" != ${a(t)} ]; then`,g(`echo 'The AWS CLI is not signed in to account ${t}.' >&2`),g("exit 1"),"fi"]].join(`
`)}function L(e,t,{roleName:r,deployment:o}){let n=e.document.statements.flatMap(j);switch(e.kind){case"inline":return[...n,u("aws iam put-role-policy",`--role-name ${a(r)}`,`--policy-name ${a(e.name)}`,`--policy-document ${D(t)}`)].join(`
`);case"managed":{let i=`${r}-${e.name}`.slice(0,128),s=a(`arn:${o.partition??"aws"}:iam::${o.account??""}:policy/${i}`);return[...n,`put_managed_policy ${s} ${a(i)} "$documents/${t}"`,u("aws iam attach-role-policy",`--role-name ${a(r)}`,`--policy-arn ${s}`)].join(`
`)}}}function j({sid:e,reasons:t}){return t.map(r=>$(`${e}: ${x(r)}`))}function J(e,t){let{document:r,foreign:o,resource:n}=e,i=r.statements.flatMap(s=>[...j(s),...G(e,s,t)]);return o?[$(`${p(n)} stands in another account: an administrator there runs the command below.`),...i.map(s=>s.split(`
`).map(c=>c.startsWith("#")?c:`# ${c}`).join(`
`))].join(`
`):i.join(`
`)}function G(e,t,r){let{service:o,resource:n}=e,i=l(n),s=a(E(n));switch(o){case"lambda":return W(t).flatMap(({sid:c,options:m})=>K(n,c,m));case"lex":return V(i,s,t);case"kms":return[`put_key_statement ${a(i)} ${s} "$documents/${r}"`]}}function W({sid:e,principal:t,conditions:r}){if(t?.kind==="role")return[{sid:e,options:[`--principal ${a(l(t.arn))}`]}];let o=i=>r.find(s=>s.key===i)?.values??[],n=o("aws:SourceAccount").map(l);return o("aws:SourceArn").map((i,s)=>({sid:s===0?e:`${e}${s+1}`,options:[`--principal ${t?.service??""}`,...n.map(c=>`--source-account ${a(c)}`),`--source-arn ${a(l(i))}`]}))}function K(e,t,r){let[,,o]=p(e).split(":"),n=l(e),i=[`--function-name ${a(o===void 0?n:n.slice(0,-o.length-1))}`,...o===void 0?[]:[`--qualifier ${a(o)}`],`--statement-id ${a(t)}`,`--region ${a(E(e))}`];return[`${u("aws lambda remove-permission",...i)} >/dev/null 2>&1 || true`,u("aws lambda add-permission",...i,"--action lambda:InvokeFunction",...r)]}function V(e,t,r){let{sid:o,actions:n,conditions:i,principal:s}=r,c=[`--resource-arn ${a(e)}`,`--statement-id ${a(o)}`,`--region ${t}`];return[`${u("aws lexv2-models delete-resource-policy-statement",...c)} >/dev/null 2>&1 || true`,u("aws lexv2-models create-resource-policy-statement",...c,"--effect Allow",`--principal service=${s?.kind==="service"?s.service:""}`,`--action ${n.join(" ")}`,`--condition ${a(JSON.stringify(A(i,l)))}`)]}function D(e){return`"file://$documents/${e}"`}function E(e){return l(O(e)?.region??[])}var N={print(e){return`${h({roles:e.map(Y)})}
`},files(e){return d(e).flatMap(y)}};function Y({facts:e,plan:t}){let r=t.flows.map(({name:o,source:n})=>({name:o,source:n}));return{flow:r[0],flows:r,roleName:t.roleName,account:e.account?.value??null,region:e.region?.value??null,partition:e.partition?.value??null,trustPolicy:f(t.trust),identityPolicies:t.identity.map(({name:o,kind:n,document:i})=>({name:o,kind:n,document:f(i)})),resourcePolicies:t.resourcePolicies.map(({service:o,resource:n,document:i})=>({service:o,resource:l(n),document:f(i)})),questions:t.questions.map(({key:o,prompt:n,place:i})=>({key:o,prompt:n,where:w(i)})),assumptions:t.assumptions.map(({key:o,prompt:n,assumed:i,place:s})=>({key:o,prompt:n,assumed:i,where:w(s)})),warnings:t.warnings.map(({text:o,place:n})=>`${w(n)}: ${o}`)}}var C={json:{label:"JSON policy files",keeps:()=>!1,load:async()=>N},cloudformation:{label:"CloudFormation template (YAML)",keeps:({kind:e})=>e!=="terraform",load:async()=>(await import("./cloudformation-EJLHEAEV.js")).cloudFormation},"aws-cli":{label:"Script of AWS CLI commands that creates the role",keeps:()=>!1,load:async()=>S}},$e=Object.keys(C);async function ge(e){let{keeps:t,load:r}=C[e];return{keeps:t,...await r()}}export{a,C as b,$e as c,ge as d};
