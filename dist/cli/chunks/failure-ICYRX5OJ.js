import{a as o,b as e}from"./chunk-PV2VY4U4.js";import"./chunk-6MCF7YGO.js";import"./chunk-RTT7LKH2.js";import"./chunk-QCLQA4XH.js";import"./chunk-DGB25KEP.js";import{a as i,c as s}from"./chunk-C2QA6S3O.js";import"./chunk-HYXC5MOQ.js";import{n as t}from"./chunk-NYNNC7FT.js";import"./chunk-BXN74OI2.js";import a from"node:process";function l(n){return a.stderr.write(`${f(n)}
`),o.bad}function f(n){if(n instanceof i)return n.problems.map(s).join(`
`);let r=t(n instanceof Error?n.message:String(n),2e3);return n instanceof e?r:`flow-role-wizard failed: ${r}
This is a defect of the program: please report it.`}export{l as failure};
