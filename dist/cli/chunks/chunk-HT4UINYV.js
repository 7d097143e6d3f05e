import{d as k,h as p,i as x,k as F,l as _,m as v}from"./chunk-E4EVKPM2.js";import{h as c,m as w,n as R,o as h}from"./chunk-U3FIXRTG.js";function d(e){let t=v(e.map(({plan:i})=>i.flows[0]?.name??"flow"));return e.map((i,o)=>{let n=l=>`${t[o]}.${l}.json`,{identity:r,resourcePolicies:s}=i.plan,m=v(s.map(({service:l,resource:P})=>`${l}-${p(P)}`));return{role:i,trust:n("trust-policy"),identity:r.map(l=>({policy:l,path:n(l.name)})),attached:s.map((l,P)=>({policy:l,path:n(m[P])}))}})}function y({role:e,trust:t,identity:i,attached:o}){return[O(t,e.plan.trust),...i.map(({path:n,policy:r})=>O(n,r.document)),...o.map(({path:n,policy:r})=>O(n,r.document))]}function O(e,t){return{path:e,text:`${h(f(t))}
`}}function f(e){return x(e,c)}function a(e){return/^[\w@%+=:,./-]+$/.test(e)?e:`'${e.replaceAll("'","'\\''")}'`}function $(e){return`# ${R(e,400)}`}function u(e,...t){return[e,...t].join(` \\
  `)}function g(e){return e.split(`
`).map(t=>t===""?t:`  ${t}`).join(`
`)}var j={name:"aws-cli",keeps:()=>!1,print(e){let t=d(e);return T(t,["documents=$(mktemp -d)",`trap 'rm -rf "$documents"' EXIT`,...t.flatMap(y).map(({path:i,text:o})=>`cat >"$documents/${i}" <<'END_OF_DOCUMENT'
${o}END_OF_DOCUMENT`)])},files(e){let t=d(e);return[...t.flatMap(y),{path:"create-roles.sh",text:T(t,['documents=$(cd -- "$(dirname -- "$0")" && pwd)']),executable:!0}]}};function T(e,t){let i=e.some(({identity:s})=>s.some(({policy:m})=>m.kind==="managed")),o=e.some(({attached:s})=>s.some(({policy:m})=>m.service==="kms"&&!m.foreign)),n=new Set(e.flatMap(({role:s})=>s.plan.deployment.account??[]));return`${[["#!/usr/bin/env bash","# Creates the service roles of Amazon Bedrock flows, or brings them up to date.",`# It may run any number of times; it needs the AWS CLI${o?" and jq":""}.`,"set -euo pipefail",'export AWS_PAGER=""',...o?[M]:[],...[...n].map(I)].join(`
`),t.join(`
`),...i?[b]:[],...o?[E]:[],...e.map(q)].join(`

`)}
`}var M=`if ! command -v jq >/dev/null; then
  echo 'This script needs jq (https://jqlang.org) to add a statement to a key policy.' >&2
  exit 1
fi`,b=`# put_managed_policy ARN NAME DOCUMENT: a managed policy keeps five versions, so the oldest goes first.
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
}`,E=`# put_key_statement KEY REGION DOCUMENT: adds the statements to the key's policy, in place of those with
# the same Sid, and leaves all others as they are.
put_key_statement() {
  local policy
  policy=$(aws kms get-key-policy --key-id "$1" --policy-name default --region "$2" --query Policy --output text |
    jq --slurpfile new "$3" '($new[0].Statement | map(.Sid)) as $sids
      | .Statement = ([.Statement[] | select(.Sid as $sid | $sids | index($sid) | not)] + $new[0].Statement)')
  aws kms put-key-policy --key-id "$1" --policy-name default --region "$2" --policy "$policy"
}`;function q({role:{plan:e},...t}){let i=a(e.roleName),o=S(t.trust);return[$(`The role of the flow ${e.flows.map(({name:n})=>`"${n}"`).join(", ")}.`),`if aws iam get-role --role-name ${i} >/dev/null 2>&1; then`,g(u("aws iam update-assume-role-policy",`--role-name ${i}`,`--policy-document ${o}`)),"else",g(u("aws iam create-role",`--role-name ${i}`,...e.rolePath===void 0?[]:[`--path ${a(e.rolePath)}`],`--assume-role-policy-document ${o}`,"--description 'Service role of an Amazon Bedrock flow'")),"fi",...t.identity.map(({policy:n,path:r})=>U(n,r,e)),...t.attached.map(({policy:n,path:r})=>J(n,r)),$("The ARN to give the flow as its executionRoleArn:"),u("aws iam get-role",`--role-name ${i}`,"--query Role.Arn","--output text")].join(`
`)}function I(e){return[`if [ "$(aws sts get-caller-identity --query Account --output text)" != ${a(e)} ]; then`,g(`echo 'The AWS CLI is not signed in to account ${e}.' >&2`),g("exit 1"),"fi"].join(`
`)}function U(e,t,{roleName:i,deployment:o}){let n=e.document.statements.flatMap(A);switch(e.kind){case"inline":return[...n,u("aws iam put-role-policy",`--role-name ${a(i)}`,`--policy-name ${a(e.name)}`,`--policy-document ${S(t)}`)].join(`
`);case"managed":{let r=`${i}-${e.name}`.slice(0,128),s=a(`arn:${o.partition??"aws"}:iam::${o.account??""}:policy/${r}`);return[...n,`put_managed_policy ${s} ${a(r)} "$documents/${t}"`,u("aws iam attach-role-policy",`--role-name ${a(i)}`,`--policy-arn ${s}`)].join(`
`)}}}function A({sid:e,reasons:t}){return t.map(i=>$(`${e}: ${_(i)}`))}function J(e,t){let{document:i,foreign:o,resource:n}=e,r=i.statements.flatMap(s=>[...A(s),...L(e,s,t)]);return o?[$(`${p(n)} stands in another account: an administrator there runs the command below.`),...r.map(s=>s.split(`
`).map(m=>m.startsWith("#")?m:`# ${m}`).join(`
`))].join(`
`):r.join(`
`)}function L(e,t,i){let{service:o,resource:n}=e,r=c(n),s=a(D(n));switch(o){case"lambda":return G(t).flatMap(({sid:m,options:l})=>K(n,m,l));case"lex":return V(r,s,t);case"kms":return[`put_key_statement ${a(r)} ${s} "$documents/${i}"`]}}function G({sid:e,principal:t,conditions:i}){if(t?.kind==="role")return[{sid:e,options:[`--principal ${a(c(t.arn))}`]}];let o=r=>i.find(s=>s.key===r)?.values??[],n=o("aws:SourceAccount").map(c);return o("aws:SourceArn").map((r,s)=>({sid:s===0?e:`${e}${s+1}`,options:[`--principal ${t?.service??""}`,...n.map(m=>`--source-account ${a(m)}`),`--source-arn ${a(c(r))}`]}))}function K(e,t,i){let[,,o]=p(e).split(":"),n=c(e),r=[`--function-name ${a(o===void 0?n:n.slice(0,-o.length-1))}`,...o===void 0?[]:[`--qualifier ${a(o)}`],`--statement-id ${a(t)}`,`--region ${a(D(e))}`];return[`${u("aws lambda remove-permission",...r)} >/dev/null 2>&1 || true`,u("aws lambda add-permission",...r,"--action lambda:InvokeFunction",...i)]}function V(e,t,i){let{sid:o,actions:n,conditions:r,principal:s}=i,m=[`--resource-arn ${a(e)}`,`--statement-id ${a(o)}`,`--region ${t}`];return[`${u("aws lexv2-models delete-resource-policy-statement",...m)} >/dev/null 2>&1 || true`,u("aws lexv2-models create-resource-policy-statement",...m,"--effect Allow",`--principal service=${s?.kind==="service"?s.service:""}`,`--action ${n.join(" ")}`,`--condition ${a(JSON.stringify(F(r,c)))}`)]}function S(e){return`"file://$documents/${e}"`}function D(e){return c(k(e)?.region??[])}var C={name:"json",keeps:()=>!1,print(e){return`${h({roles:e.map(W)})}
`},files(e){return d(e).flatMap(y)}};function W({facts:e,plan:t}){let i=t.flows.map(({name:o,source:n})=>({name:o,source:n}));return{flow:i[0],flows:i,roleName:t.roleName,account:e.account?.value??null,region:e.region?.value??null,partition:e.partition?.value??null,trustPolicy:f(t.trust),identityPolicies:t.identity.map(({name:o,kind:n,document:r})=>({name:o,kind:n,document:f(r)})),resourcePolicies:t.resourcePolicies.map(({service:o,resource:n,document:r})=>({service:o,resource:c(n),document:f(r)})),questions:t.questions.map(({key:o,prompt:n,place:r})=>({key:o,prompt:n,where:w(r)})),assumptions:t.assumptions.map(({key:o,prompt:n,assumed:r,place:s})=>({key:o,prompt:n,assumed:r,where:w(s)})),warnings:t.warnings.map(({text:o,place:n})=>`${w(n)}: ${o}`)}}var N={json:async()=>C,cloudformation:async()=>(await import("./cloudformation-PATNPXNI.js")).cloudFormation,"aws-cli":async()=>j},fe=Object.keys(N);function $e(e){return N[e]()}export{a,fe as b,$e as c};
