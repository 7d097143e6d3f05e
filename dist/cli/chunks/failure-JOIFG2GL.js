import{a as o,c as e}from"./chunk-JVHUUQHN.js";import{a as i,b as s}from"./chunk-3TWPYJHF.js";import"./chunk-HT4UINYV.js";import"./chunk-E4EVKPM2.js";import{n as t}from"./chunk-U3FIXRTG.js";import"./chunk-EMBIDUMY.js";import a from"node:process";function l(n){return a.stderr.write(`${f(n)}
`),i.bad}function f(n){if(n instanceof o)return n.problems.map(e).join(`
`);let r=t(n instanceof Error?n.message:String(n),2e3);return n instanceof s?r:`flow-role-wizard failed: ${r}
This is a defect of the program: please report it.`}export{l as failure};
