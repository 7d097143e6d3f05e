import{a as g,d as f}from"./chunk-SE4FHGYW.js";import{a as p}from"./chunk-FTLLXIA2.js";import{b as m}from"./chunk-BQR5ZE6Q.js";import{f as i}from"./chunk-GCDFGEGU.js";import"./chunk-OSYYPRNA.js";import"./chunk-5I2VVIUH.js";import"./chunk-7LR4C2EG.js";import"./chunk-E4XZJ27O.js";import"./chunk-URFPYOCF.js";import"./chunk-GHXT3P2W.js";import"./chunk-QCLQA4XH.js";import"./chunk-ZAJYGTMT.js";import"./chunk-A5FH4ZAF.js";import"./chunk-6IWML3DV.js";import"./chunk-UUT7QZXT.js";import"./chunk-4DJBRFTR.js";import"./chunk-IXU5FPMX.js";import"./chunk-LZWF5RFJ.js";import"./chunk-SGSNOBGO.js";import"./chunk-KGAZ3EGN.js";import"./chunk-5EUJA7CE.js";import"./chunk-VTSEA62N.js";import{a as l}from"./chunk-WFMS5IMK.js";import"./chunk-BXN74OI2.js";var c=`The wizard needs a terminal. Without one, give everything as arguments:

  flow-role-wizard generate FLOW_FILE --account 123456789012 --region us-east-1

It names every answer that is missing. See flow-role-wizard --help.
`;async function k(n,o){if(n.length===0)return c;try{let{flows:e}=await m(n),s=i(e,{given:o,answers:new Map,keeps:()=>!1,pinRegions:!1}),a=[...o.flatMap(({part:r,value:w,origin:d})=>d.kind==="flag"?[`--${r}`,w]:[]),...n];return s.some(({plan:r})=>r.questions.length>0)?`The wizard needs a terminal. ${f(s,a,g({color:!1}))}`:`The wizard needs a terminal. Nothing is open, so this does the same without one:

  flow-role-wizard generate ${a.map(p).join(" ")}
`}catch(e){let t=e instanceof Error?e.message:String(e);return`${c}
${l(t,2e3)}
`}}export{k as noTerminalText};
