import{e as z,f as l}from"./chunk-F6QVP2ZM.js";import{a as k,b as y,c as x,d as c,e as w,f as s,g as O}from"./chunk-KH3HE3F4.js";import{a as R,c as E,d}from"./chunk-G4J7Y2CB.js";import{a as p,j as N}from"./chunk-YLO4D7WR.js";import{f as m,o as u}from"./chunk-32HOWBIO.js";var S=`
    ai21.jamba-1-5-large-v1:0 ai21.jamba-1-5-mini-v1:0 ai21.jamba-instruct-v1:0
    amazon.nova-2-multimodal-embeddings-v1:0 amazon.nova-canvas-v1:0 amazon.nova-lite-v1:0
    amazon.nova-lite-v1:0:300k amazon.nova-micro-v1:0 amazon.nova-micro-v1:0:128k
    amazon.nova-premier-v1:0 amazon.nova-pro-v1:0 amazon.nova-pro-v1:0:300k amazon.nova-reel-v1:0
    amazon.nova-reel-v1:1 amazon.nova-sonic-v1:0 amazon.rerank-v1:0 amazon.titan-embed-g1-text-02
    amazon.titan-embed-image-v1 amazon.titan-embed-image-v1:0 amazon.titan-embed-text-v1
    amazon.titan-embed-text-v1:2:8k amazon.titan-embed-text-v2:0 amazon.titan-embed-text-v2:0:8k
    amazon.titan-image-generator-v1 amazon.titan-image-generator-v1:0
    amazon.titan-image-generator-v2:0 amazon.titan-text-express-v1
    amazon.titan-text-express-v1:0:8k amazon.titan-text-lite-v1 amazon.titan-text-lite-v1:0:4k
    amazon.titan-text-premier-v1:0 amazon.titan-tg1-large anthropic.claude-3-5-haiku-20241022-v1:0
    anthropic.claude-3-5-sonnet-20240620-v1:0 anthropic.claude-3-5-sonnet-20240620-v1:0:18k
    anthropic.claude-3-5-sonnet-20240620-v1:0:200k anthropic.claude-3-5-sonnet-20240620-v1:0:51k
    anthropic.claude-3-5-sonnet-20241022-v2:0 anthropic.claude-3-5-sonnet-20241022-v2:0:18k
    anthropic.claude-3-5-sonnet-20241022-v2:0:200k anthropic.claude-3-5-sonnet-20241022-v2:0:51k
    anthropic.claude-3-7-sonnet-20250219-v1:0 anthropic.claude-3-haiku-20240307-v1:0
    anthropic.claude-3-haiku-20240307-v1:0:200k anthropic.claude-3-haiku-20240307-v1:0:48k
    anthropic.claude-3-opus-20240229-v1:0 anthropic.claude-3-opus-20240229-v1:0:12k
    anthropic.claude-3-opus-20240229-v1:0:200k anthropic.claude-3-opus-20240229-v1:0:28k
    anthropic.claude-3-sonnet-20240229-v1:0 anthropic.claude-3-sonnet-20240229-v1:0:200k
    anthropic.claude-3-sonnet-20240229-v1:0:28k anthropic.claude-fable-5 anthropic.claude-fable-5-1
    anthropic.claude-haiku-4-5-20251001-v1:0 anthropic.claude-haiku-5-5 anthropic.claude-mythos-5
    anthropic.claude-opus-4-1-20250805-v1:0 anthropic.claude-opus-4-20250514-v1:0
    anthropic.claude-opus-4-5-20251101-v1:0 anthropic.claude-opus-4-6-v1 anthropic.claude-opus-4-7
    anthropic.claude-opus-4-8 anthropic.claude-opus-5 anthropic.claude-opus-5-5
    anthropic.claude-sonnet-4-20250514-v1:0 anthropic.claude-sonnet-4-5-20250929-v1:0
    anthropic.claude-sonnet-4-6 anthropic.claude-sonnet-5 anthropic.claude-sonnet-5-5
    cohere.command-light-text-v14 cohere.command-light-text-v14:7:4k cohere.command-r-plus-v1:0
    cohere.command-r-v1:0 cohere.command-text-v14 cohere.command-text-v14:7:4k
    cohere.embed-english-v3 cohere.embed-english-v3:0:512 cohere.embed-multilingual-v3
    cohere.embed-multilingual-v3:0:512 cohere.embed-v4:0 cohere.rerank-v3-5:0 deepseek.r1-v1:0
    deepseek.v3-v1:0 luma.ray-v2:0 meta.llama3-1-405b-instruct-v1:0 meta.llama3-1-70b-instruct-v1:0
    meta.llama3-1-70b-instruct-v1:0:128k meta.llama3-1-8b-instruct-v1:0
    meta.llama3-1-8b-instruct-v1:0:128k meta.llama3-2-11b-instruct-v1:0
    meta.llama3-2-1b-instruct-v1:0 meta.llama3-2-3b-instruct-v1:0 meta.llama3-2-90b-instruct-v1:0
    meta.llama3-3-70b-instruct-v1:0 meta.llama3-70b-instruct-v1:0 meta.llama3-8b-instruct-v1:0
    meta.llama4-maverick-17b-instruct-v1:0 meta.llama4-scout-17b-instruct-v1:0 minimax.minimax-m2
    minimax.minimax-m2.1 minimax.minimax-m2.5 mistral.mistral-7b-instruct-v0:2
    mistral.mistral-large-2402-v1:0 mistral.mistral-large-2407-v1:0 mistral.mistral-small-2402-v1:0
    mistral.mixtral-8x7b-instruct-v0:1 mistral.pixtral-large-2502-v1:0 openai.gpt-5.4
    openai.gpt-5.5 openai.gpt-5.6-cyber openai.gpt-5.6-luna openai.gpt-5.6-sol openai.gpt-5.6-terra
    openai.gpt-6-astra openai.gpt-6-luna openai.gpt-6-sol openai.gpt-6.1-sol
    openai.gpt-daybreak-blue-5.6-sol openai.gpt-oss-120b-1:0 openai.gpt-oss-20b-1:0
    openai.gpt-oss-safeguard-120b openai.gpt-oss-safeguard-20b qwen.qwen3-235b-a22b-2507-v1:0
    qwen.qwen3-32b-v1:0 qwen.qwen3-coder-30b-a3b-v1:0 qwen.qwen3-coder-480b-a35b-v1:0
    stability.sd3-5-large-v1:0 stability.sd3-large-v1:0 stability.stable-image-core-v1:0
    stability.stable-image-core-v1:1 stability.stable-image-ultra-v1:0
    stability.stable-image-ultra-v1:1 twelvelabs.marengo-embed-2-7-v1:0
    twelvelabs.marengo-embed-3-0-v1:0 twelvelabs.pegasus-1-2-v1:0 writer.palmyra-x4-v1:0
    writer.palmyra-x5-v1:0 zai.glm-4.7 zai.glm-4.7-flash zai.glm-5`,I=`
    ai21.j2-grande-instruct ai21.j2-jumbo-instruct ai21.j2-mid ai21.j2-mid-v1 ai21.j2-ultra
    ai21.j2-ultra-v1 ai21.j2-ultra-v1:0:8k anthropic.claude-instant-v1
    anthropic.claude-instant-v1:2:100k anthropic.claude-v1 anthropic.claude-v2
    anthropic.claude-v2:0:100k anthropic.claude-v2:0:18k anthropic.claude-v2:1
    anthropic.claude-v2:1:18k anthropic.claude-v2:1:200k meta.llama2-13b-chat-v1
    meta.llama2-13b-chat-v1:0:4k meta.llama2-13b-v1 meta.llama2-13b-v1:0:4k meta.llama2-70b-chat-v1
    meta.llama2-70b-chat-v1:0:4k meta.llama2-70b-v1 meta.llama2-70b-v1:0:4k
    stability.stable-diffusion-xl stability.stable-diffusion-xl-v0 stability.stable-diffusion-xl-v1
    stability.stable-diffusion-xl-v1:0`;function M(e){return e.replace(/:.*$/s,"")}function v(e){return e.split(".")[0]??""}function C(e){return e.match(/[a-z]{2,}/gi)??[]}function $(e){return new Set(e.trim().split(/\s+/).map(M))}var f=$(S),A=$(I),h=new Map;for(let e of[...f,...A]){let n=h.get(v(e))??new Set;h.set(v(e),new Set([...n,...C(e)]))}var D=k.find(({title:e})=>e==="Model ids")?.published??"";function P(e){if(e===void 0)return;let n=Object.entries(O).find(([o])=>e.startsWith(o))?.[1];if(n!==void 0){let o=n<=s.read;return{topic:"model-end-of-life",text:`The model ${e} ${o?"reached":"reaches"} its end of life on ${n} in most Regions. Calls fail from then on: choose a current model.`,documentation:s.page}}let t=M(e);if(A.has(t)&&!f.has(t))return{topic:"model-end-of-life",text:`The model ${e} is deprecated, according to the AWS CDK of ${D}: choose a current model.`,documentation:s.page};let a=h.get(v(t));return f.has(t)||a===void 0||C(t).every(o=>a.has(o))?void 0:{topic:"unknown-model",text:`The model ID ${e} is not among those known on ${D}. Check its spelling, unless the model is newer.`,documentation:"https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html"}}function g({resource:e,actions:n}){let[,t]=u(e,":foundation-model/",2),a=t&&m(t);return a!==void 0&&!/[*?]/.test(a)&&n.includes("bedrock:InvokeModel")&&a!==""?a:void 0}function _({resource:e}){let[,n]=u(e,":inference-profile/",2),t=n&&m(n);return t!==void 0&&l(t)!==void 0?t:void 0}function de(e){let n=e.needs.flatMap(o=>T(o,e.region).map(i=>({need:o,remark:i}))),a=[...N(n,({remark:{topic:o,text:i}})=>`${o} ${i}`).values()].flatMap(o=>{let[i]=o,b=o.flatMap(({need:r})=>r.actions).find(r=>!/:Get/.test(r));return i===void 0?[]:[{kind:"note",...i.remark,...b!==void 0&&{action:b},resource:i.need.resource,place:i.need.reason.place,reasons:B(o.map(({need:r})=>r.reason))}]});return[...L(e),...a].sort((o,i)=>p.indexOf(o.topic)-p.indexOf(i.topic))}function me(e){let n=e.flatMap(({notes:a})=>a);return[...new Map([...n].reverse().map(a=>[a.text,a])).values()].reverse().map(({text:a,place:o})=>({kind:"warning",text:a,place:o}))}function T(e,n){return[j(e,n),P(g(e)),F(e),W(g(e)),G(e),q(e)].flatMap(a=>a??[])}function L({flows:e,region:n}){let[t]=e;return n===void 0||w.includes(n)||t===void 0?[]:[{kind:"note",topic:"region-without-flows",text:`Amazon Bedrock Flows is not available in ${n}, according to AWS's list of ${c.read}.`,place:t.place,reasons:[],documentation:c.page}]}function j(e,n){let t=_(e);return t===void 0||n===void 0||!z(t,n)?void 0:{topic:"geography-of-profile",text:`The inference profile ${t} cannot be called from ${n}: "${l(t)}." profiles belong to another part of the world. Use a profile of ${n}, or a global one.`,documentation:R.page}}function F({purpose:e}){return e!=="InvokeCustomModels"?void 0:{topic:"custom-model-by-arn",text:"A custom model cannot be invoked by its own ARN: IAM has no bedrock:InvokeModel on custom-model ARNs. Use the ARN of its Provisioned Throughput or of its custom model deployment.",documentation:"https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html"}}function W(e){let[n=""]=e?.split(".")??[],t=Object.hasOwn(d,n)?d[n]:void 0;return t?.marketplace!==!0?void 0:{topic:"marketplace-subscription",text:`${t.name} models need a subscription in AWS Marketplace, once per account${t.useCaseForm?`, and ${t.name}'s use case form`:""}. Somebody with aws-marketplace:Subscribe does this at first use; the role does not need that permission.`,documentation:E.page}}function G({purpose:e}){return e!=="InvokeAgents"?void 0:{topic:"agents-closed",text:`Amazon Bedrock Agents is closed to new accounts since ${x}. Existing agents keep working, also in Agent nodes.`,documentation:y.page}}var U=["InvokeInferenceProfiles","InvokeGlobalInferenceProfiles","InvokeModelsOfProfile"];function q({purpose:e}){return U.includes(e)?{topic:"service-control-policies",text:"Calls through cross-Region inference profiles also fail where a service control policy (SCP) denies one of their Regions. SCPs are not evaluated.",documentation:"https://docs.aws.amazon.com/bedrock/latest/userguide/cross-region-inference.html"}:void 0}function B(e){return[...new Map(e.map(t=>[`${t.flow} ${t.node} ${t.field}`,t])).values()]}export{de as a,me as b};
