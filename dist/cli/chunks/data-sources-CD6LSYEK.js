import{a as n}from"./chunk-ZE3YFUX7.js";import"./chunk-45CPCEQO.js";import"./chunk-CLZNEAJC.js";import{a as t}from"./chunk-KH3HE3F4.js";import"./chunk-6SFU3HRV.js";import"./chunk-G4J7Y2CB.js";import"./chunk-BXN74OI2.js";function c(){let r=t.map(({title:a,package:e,version:o,published:m})=>`  ${a}: ${e} ${o}, published ${m}`),p=n.map(({title:a,page:e,read:o})=>`  ${a}: read ${o}, ${e}`);return`
AWS data generated from packages:
${r.join(`
`)}

AWS data kept by hand, from pages of the AWS documentation:
${p.join(`
`)}
`}export{c as dataSources};
