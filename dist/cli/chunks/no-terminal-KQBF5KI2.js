import{a as g,d as f}from"./chunk-BOD5AEDV.js";import{a as p}from"./chunk-UP3ZH47D.js";import{b as m}from"./chunk-ON2AOGDR.js";import{g as i}from"./chunk-OH2IJTTJ.js";import"./chunk-HWV3X6CX.js";import"./chunk-7LR4C2EG.js";import"./chunk-GHFGBH5M.js";import"./chunk-KPGEA5MS.js";import"./chunk-6WQJFPNI.js";import"./chunk-QCLQA4XH.js";import"./chunk-ZAJYGTMT.js";import"./chunk-IFMLLPSM.js";import"./chunk-EK55E4NF.js";import"./chunk-RVIICIPV.js";import"./chunk-FDC4Z6YH.js";import"./chunk-QZY5ZXCK.js";import"./chunk-REEP3ACT.js";import"./chunk-5EUJA7CE.js";import"./chunk-VTSEA62N.js";import{a as l}from"./chunk-DQXP5KQJ.js";import"./chunk-BXN74OI2.js";var c=`The wizard needs a terminal. Without one, give everything as arguments:

  flow-role-wizard generate FLOW_FILE --account 123456789012 --region us-east-1

It names every answer that is missing. See flow-role-wizard --help.
`;async function k(n,o){if(n.length===0)return c;try{let{flows:e}=await m(n),s=i(e,{given:o,answers:new Map,keeps:()=>!1,pinRegions:!1}),a=[...o.flatMap(({part:r,value:w,origin:d})=>d.kind==="flag"?[`--${r}`,w]:[]),...n];return s.some(({plan:r})=>r.questions.length>0)?`The wizard needs a terminal. ${f(s,a,g({color:!1}))}`:`The wizard needs a terminal. Nothing is open, so this does the same without one:

  flow-role-wizard generate ${a.map(p).join(" ")}
`}catch(e){let t=e instanceof Error?e.message:String(e);return`${c}
${l(t,2e3)}
`}}export{k as noTerminalText};
