import{a as o,b as e}from"./chunk-5PY7PRF4.js";import"./chunk-2SDGNWYP.js";import"./chunk-2UHS5JVV.js";import"./chunk-QCLQA4XH.js";import"./chunk-Q4SXLPZH.js";import"./chunk-66W6XON7.js";import{a as i,c as s}from"./chunk-JKX4AWLZ.js";import{n as t}from"./chunk-ICATIBPG.js";import"./chunk-BXN74OI2.js";import a from"node:process";function l(n){return a.stderr.write(`${f(n)}
`),o.bad}function f(n){if(n instanceof i)return n.problems.map(s).join(`
`);let r=t(n instanceof Error?n.message:String(n),2e3);return n instanceof e?r:`flow-role-wizard failed: ${r}
This is a defect of the program: please report it.`}export{l as failure};
