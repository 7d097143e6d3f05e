import{a as i,c as s}from"./chunk-FLHIUXJJ.js";import{a as o,b as e}from"./chunk-WEFDQMX7.js";import"./chunk-2DV6XMJP.js";import"./chunk-UYZUHQPZ.js";import{n as t}from"./chunk-HH3LQPBY.js";import"./chunk-EMBIDUMY.js";import a from"node:process";function l(n){return a.stderr.write(`${f(n)}
`),o.bad}function f(n){if(n instanceof i)return n.problems.map(s).join(`
`);let r=t(n instanceof Error?n.message:String(n),2e3);return n instanceof e?r:`flow-role-wizard failed: ${r}
This is a defect of the program: please report it.`}export{l as failure};
