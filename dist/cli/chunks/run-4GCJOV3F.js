import{c as t,d as o,e as i}from"./chunk-KTVEOKGS.js";import{a,b as m}from"./chunk-7TMLUMW6.js";import{a as s}from"./chunk-SFJFWT2A.js";import"./chunk-6DHFEWGX.js";import n from"node:process";async function h(e){try{return await u(e)}catch(r){if(r instanceof a)return n.stderr.write(`${r.problems.map(m).join(`
`)}
`),t.bad;if(r instanceof o)return n.stderr.write(`${s(r.message,2e3)}
`),t.bad;throw r}}async function u(e){let[r,...c]=e;if(e.includes("--help")||e.includes("-h"))return n.stdout.write(i),t.ok;switch(r){case"generate":{let{generate:d}=await import("./generate-QBFWEDIW.js");return d(c)}case void 0:return n.stderr.write(i),t.bad;default:throw new o(`There is no command "${r}". Try: flow-role-wizard generate ${r}`)}}export{h as run};
