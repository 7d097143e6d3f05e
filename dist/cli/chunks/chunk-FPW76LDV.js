import{d as k,h as p,i as F,k as R,l as A,m as v}from"./chunk-J4GUW5XT.js";import{h as c,m as w,n as x,o as h}from"./chunk-WGND7DVY.js";function d(e){let t=v(e.map(({plan:i})=>i.flows[0]?.name??"flow"));return e.map((i,o)=>{let r=l=>`${t[o]}.${l}.json`,{identity:n,resourcePolicies:s}=i.plan,m=v(s.map(({service:l,resource:P})=>`${l}-${p(P)}`));return{role:i,trust:r("trust-policy"),identity:n.map(l=>({policy:l,path:r(l.name)})),attached:s.map((l,P)=>({policy:l,path:r(m[P])}))}})}function y({role:e,trust:t,identity:i,attached:o}){return[O(t,e.plan.trust),...i.map(({path:r,policy:n})=>O(r,n.document)),...o.map(({path:r,policy:n})=>O(r,n.document))]}function O(e,t){return{path:e,text:`${h(f(t))}
`}}function f(e){return F(e,c)}function a(e){return/^[\w@%+=:,./-]+$/.test(e)?e:`'${e.replaceAll("'","'\\''")}'`}function $(e){return`# ${x(e,400)}`}function u(e,...t){return[e,...t].join(` \\
  `)}function g(e){return e.split(`
`).map(t=>t===""?t:`  ${t}`).join(`
`)}var _={name:"aws-cli",keeps:()=>!1,print(e){let t=d(e);return T(t,["documents=$(mktemp -d)",`trap 'rm -rf "$documents"' EXIT`,...t.flatMap(y).map(({path:i,text:o})=>`cat >"$documents/${i}" <<'END_OF_DOCUMENT'
${o}END_OF_DOCUMENT`)])},files(e){let t=d(e);return[...t.flatMap(y),{path:"create-roles.sh",text:T(t,['documents=$(cd -- "$(dirname -- "$0")" && pwd)']),executable:!0}]}};function T(e,t){let i=e.some(({identity:n})=>n.some(({policy:s})=>s.kind==="managed")),o=e.some(({attached:n})=>n.some(({policy:s})=>s.service==="kms"&&!s.foreign));return`${[["#!/usr/bin/env bash","# Creates the service roles of Amazon Bedrock flows, or brings them up to date.",`# It may run any number of times; it needs the AWS CLI${o?" and jq":""}.`,"set -euo pipefail",'export AWS_PAGER=""'].join(`
`),t.join(`
`),...i?[C]:[],...o?[b]:[],...e.map(E)].join(`

`)}
`}var C=`# put_managed_policy ARN NAME DOCUMENT: a managed policy keeps five versions, so the oldest goes first.
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
}`,b=`# put_key_statement KEY REGION DOCUMENT: adds the statements to the key's policy, in place of those with
# the same Sid, and leaves all others as they are.
put_key_statement() {
  local policy
  policy=$(aws kms get-key-policy --key-id "$1" --policy-name default --region "$2" --query Policy --output text |
    jq --slurpfile new "$3" '($new[0].Statement | map(.Sid)) as $sids
      | .Statement = ([.Statement[] | select(.Sid as $sid | $sids | index($sid) | not)] + $new[0].Statement)')
  aws kms put-key-policy --key-id "$1" --policy-name default --region "$2" --policy "$policy"
}`;function E({role:{plan:e},...t}){let i=a(e.roleName),o=j(t.trust),r=e.deployment.account;return[$(`The role of the flow ${e.flows.map(({name:n})=>`"${n}"`).join(", ")}.`),...r===void 0?[]:[q(r)],`if aws iam get-role --role-name ${i} >/dev/null 2>&1; then`,g(u("aws iam update-assume-role-policy",`--role-name ${i}`,`--policy-document ${o}`)),"else",g(u("aws iam create-role",`--role-name ${i}`,...e.rolePath===void 0?[]:[`--path ${a(e.rolePath)}`],`--assume-role-policy-document ${o}`,"--description 'Service role of an Amazon Bedrock flow'")),"fi",...t.identity.map(({policy:n,path:s})=>I(n,s,e)),...t.attached.map(({policy:n,path:s})=>U(n,s)),$("The ARN to give the flow as its executionRoleArn:"),u("aws iam get-role",`--role-name ${i}`,"--query Role.Arn","--output text")].join(`
`)}function q(e){return[`if [ "$(aws sts get-caller-identity --query Account --output text)" != ${a(e)} ]; then`,g(`echo 'The AWS CLI is not signed in to account ${e}.' >&2`),g("exit 1"),"fi"].join(`
`)}function I(e,t,{roleName:i,deployment:o}){let r=e.document.statements.flatMap(S);switch(e.kind){case"inline":return[...r,u("aws iam put-role-policy",`--role-name ${a(i)}`,`--policy-name ${a(e.name)}`,`--policy-document ${j(t)}`)].join(`
`);case"managed":{let n=`${i}-${e.name}`.slice(0,128),s=a(`arn:${o.partition??"aws"}:iam::${o.account??""}:policy/${n}`);return[...r,`put_managed_policy ${s} ${a(n)} "$documents/${t}"`,u("aws iam attach-role-policy",`--role-name ${a(i)}`,`--policy-arn ${s}`)].join(`
`)}}}function S({sid:e,reasons:t}){return t.map(i=>$(`${e}: ${A(i)}`))}function U(e,t){let{document:i,foreign:o,resource:r}=e,n=i.statements.flatMap(s=>[...S(s),...L(e,s,t)]);return o?[$(`${p(r)} stands in another account: an administrator there runs the command below.`),...n.map(s=>s.split(`
`).map(m=>m.startsWith("#")?m:`# ${m}`).join(`
`))].join(`
`):n.join(`
`)}function L(e,t,i){let{service:o,resource:r}=e,n=c(r),s=a(D(r));switch(o){case"lambda":return J(t).flatMap(({sid:m,options:l})=>G(r,m,l));case"lex":return V(n,s,t);case"kms":return[`put_key_statement ${a(n)} ${s} "$documents/${i}"`]}}function J({sid:e,principal:t,conditions:i}){if(t?.kind==="role")return[{sid:e,options:[`--principal ${a(c(t.arn))}`]}];let o=n=>i.find(s=>s.key===n)?.values??[],r=o("aws:SourceAccount").map(c);return o("aws:SourceArn").map((n,s)=>({sid:s===0?e:`${e}${s+1}`,options:[`--principal ${t?.service??""}`,...r.map(m=>`--source-account ${a(m)}`),`--source-arn ${a(c(n))}`]}))}function G(e,t,i){let[,,o]=p(e).split(":"),r=c(e),n=[`--function-name ${a(o===void 0?r:r.slice(0,-o.length-1))}`,...o===void 0?[]:[`--qualifier ${a(o)}`],`--statement-id ${a(t)}`,`--region ${a(D(e))}`];return[`${u("aws lambda remove-permission",...n)} >/dev/null 2>&1 || true`,u("aws lambda add-permission",...n,"--action lambda:InvokeFunction",...i)]}function V(e,t,i){let{sid:o,actions:r,conditions:n,principal:s}=i,m=[`--resource-arn ${a(e)}`,`--statement-id ${a(o)}`,`--region ${t}`];return[`${u("aws lexv2-models delete-resource-policy-statement",...m)} >/dev/null 2>&1 || true`,u("aws lexv2-models create-resource-policy-statement",...m,"--effect Allow",`--principal service=${s?.kind==="service"?s.service:""}`,`--action ${r.join(" ")}`,`--condition ${a(JSON.stringify(R(n,c)))}`)]}function j(e){return`"file://$documents/${e}"`}function D(e){return c(k(e)?.region??[])}var N={name:"json",keeps:()=>!1,print(e){return`${h({roles:e.map(W)})}
`},files(e){return d(e).flatMap(y)}};function W({facts:e,plan:t}){let i=t.flows.map(({name:o,source:r})=>({name:o,source:r}));return{flow:i[0],flows:i,roleName:t.roleName,account:e.account?.value??null,region:e.region?.value??null,partition:e.partition?.value??null,trustPolicy:f(t.trust),identityPolicies:t.identity.map(({name:o,kind:r,document:n})=>({name:o,kind:r,document:f(n)})),resourcePolicies:t.resourcePolicies.map(({service:o,resource:r,document:n})=>({service:o,resource:c(r),document:f(n)})),questions:t.questions.map(({key:o,prompt:r,place:n})=>({key:o,prompt:r,where:w(n)})),assumptions:t.assumptions.map(({key:o,prompt:r,assumed:n,place:s})=>({key:o,prompt:r,assumed:n,where:w(s)})),warnings:t.warnings.map(({text:o,place:r})=>`${w(r)}: ${o}`)}}var M={json:async()=>N,cloudformation:async()=>(await import("./cloudformation-3VS5KRNL.js")).cloudFormation,"aws-cli":async()=>_},ye=Object.keys(M);function fe(e){return M[e]()}export{a,ye as b,fe as c};
