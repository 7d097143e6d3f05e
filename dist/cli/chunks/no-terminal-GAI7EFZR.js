import{a as g,d as w}from"./chunk-RVNJXVOI.js";import{a as f}from"./chunk-ZMDTQZ7U.js";import{b as p}from"./chunk-BLQSPIHR.js";import{f as i}from"./chunk-INP7EC2N.js";import"./chunk-K5SGMB4D.js";import"./chunk-JFQ6NFBE.js";import"./chunk-7LR4C2EG.js";import"./chunk-GNQKHEII.js";import"./chunk-LOMCANG2.js";import"./chunk-FAAVSNMK.js";import"./chunk-QCLQA4XH.js";import"./chunk-GGNHSK3X.js";import"./chunk-F7KBDT6B.js";import"./chunk-O5PDC2IZ.js";import"./chunk-WRJSAVFM.js";import"./chunk-N6LQ25PT.js";import"./chunk-P5KTLMIE.js";import"./chunk-LZWF5RFJ.js";import"./chunk-ODWUNYDE.js";import{c as m}from"./chunk-Q4WANCM4.js";import"./chunk-YUDY5OQA.js";import"./chunk-2FW5GI5E.js";import"./chunk-RKOLCW2K.js";import{a as l}from"./chunk-WFMS5IMK.js";import"./chunk-BXN74OI2.js";var c=`The wizard needs a terminal. Without one, give everything as arguments:

  flow-role-wizard generate FLOW_FILE --account 123456789012 --region us-east-1

It names every answer that is missing. See flow-role-wizard --help.
`;async function I(e,r){if(e.length===0)return c;try{let{flows:n}=await p(e),s=i(n,{given:r,answers:new Map,keeps:()=>!1,pinRegions:!1}),a=[...r.flatMap(({part:o,value:d,origin:h})=>h.kind==="flag"?[`--${o}`,d]:[]),...e];return s.some(({plan:o})=>o.questions.length>0)?`The wizard needs a terminal. ${w(s,a,g({color:!1}))}`:`The wizard needs a terminal. Nothing is open, so this does the same without one:

  flow-role-wizard generate ${a.map(f).join(" ")}
`}catch(n){let t=m(n);return`${c}
${l(t,2e3)}
`}}export{I as noTerminalText};
