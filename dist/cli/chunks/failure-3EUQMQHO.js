import{a as o,b as e}from"./chunk-E4XZJ27O.js";import"./chunk-URFPYOCF.js";import"./chunk-GHXT3P2W.js";import"./chunk-QCLQA4XH.js";import"./chunk-A5FH4ZAF.js";import{a as i,c as s}from"./chunk-KGAZ3EGN.js";import"./chunk-5EUJA7CE.js";import"./chunk-VTSEA62N.js";import{a as t}from"./chunk-WFMS5IMK.js";import"./chunk-BXN74OI2.js";import a from"node:process";function l(n){return a.stderr.write(`${f(n)}
`),o.bad}function f(n){if(n instanceof i)return n.problems.map(s).join(`
`);let r=t(n instanceof Error?n.message:String(n),2e3);return n instanceof e?r:`flow-role-wizard failed: ${r}
This is a defect of the program: please report it.`}export{l as failure};
