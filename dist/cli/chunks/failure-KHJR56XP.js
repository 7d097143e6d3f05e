import{a as i,b as e,c as r}from"./chunk-L3HNROAM.js";import{a as s,c as a,d as m}from"./chunk-Q4WANCM4.js";import"./chunk-RKOLCW2K.js";import{a as t}from"./chunk-WFMS5IMK.js";import"./chunk-BXN74OI2.js";import c from"node:process";async function g(n){return c.stderr.write(`${await u(n)}
`),i.bad}async function u(n){if(n instanceof s)return n.problems.map(m).join(`
`);if(n instanceof r){let{unknownOptionText:f}=await import("./unknown-option-KFMOMSXM.js"),{COMMANDS:p}=await import("./commands-X4PQJ2EB.js");return t(f(n,p),2e3)}let o=t(a(n),2e3);return n instanceof e?o:`flow-role-wizard failed: ${o}
This is a defect of the program: please report it.`}export{g as failure};
