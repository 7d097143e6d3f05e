import{a as p,b as l,c as s}from"./chunk-HD4VC2H3.js";import{b as u,d as i,l as m}from"./chunk-N3QXJOHS.js";var c={name:"json",keeps:()=>!1,print(e){return`${u({roles:e.map(O)})}
`},files(e){return p(e).flatMap(l)}};function O({facts:e,plan:r}){let a=r.flows.map(({name:o,source:t})=>({name:o,source:t}));return{flow:a[0],flows:a,roleName:r.roleName,account:e.account?.value??null,region:e.region?.value??null,partition:e.partition?.value??null,trustPolicy:s(r.trust),identityPolicies:r.identity.map(({name:o,kind:t,document:n})=>({name:o,kind:t,document:s(n)})),resourcePolicies:r.resourcePolicies.map(({service:o,resource:t,document:n})=>({service:o,resource:m(t),document:s(n)})),questions:r.questions.map(({key:o,prompt:t,place:n})=>({key:o,prompt:t,where:i(n)})),assumptions:r.assumptions.map(({key:o,prompt:t,assumed:n,place:w})=>({key:o,prompt:t,assumed:n,where:i(w)})),warnings:r.warnings.map(({text:o,place:t})=>`${i(t)}: ${o}`)}}var d={json:async()=>c,cloudformation:async()=>(await import("./cloudformation-XJAYBYE3.js")).cloudFormation,"aws-cli":async()=>(await import("./aws-cli-ERR4BOSO.js")).awsCli},f=Object.keys(d);function P(e){return d[e]()}var S={ok:0,open:1,bad:2},h=class extends Error{name="UsageError"},v=`Usage: flow-role-wizard generate FILES... [options]

Writes the IAM role that Amazon Bedrock flows need: trust policy, identity-based policies and
resource-based policies. FILES are flow definitions (JSON), CloudFormation templates, directories,
globs, or - for standard input.

Options:
  --format NAME        ${f.join(", ")} (default json)
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
`;export{f as a,P as b,S as c,h as d,v as e};
