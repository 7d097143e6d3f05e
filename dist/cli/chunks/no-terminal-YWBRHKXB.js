import{a as w}from"./chunk-4POC6MVX.js";import"./chunk-3LYL77GG.js";import"./chunk-LZCVMJFL.js";import{a as f}from"./chunk-SHIGNBMZ.js";import"./chunk-MSSGADSO.js";import"./chunk-BD2D2TRC.js";import{f as i}from"./chunk-BENOAUU2.js";import{d as p}from"./chunk-2UZNEQGN.js";import{a as g}from"./chunk-VZ4LSHQM.js";import"./chunk-H4XJQ2M2.js";import"./chunk-L5MWWRYN.js";import"./chunk-PV7E4AC5.js";import"./chunk-46WEWOAI.js";import"./chunk-RUDLA34H.js";import"./chunk-JFSZR5QV.js";import"./chunk-JX6R54VM.js";import"./chunk-HVD4M67L.js";import"./chunk-IESI2OKV.js";import"./chunk-KGL2XSOH.js";import"./chunk-B5Y6OC27.js";import"./chunk-FAAVSNMK.js";import"./chunk-QCLQA4XH.js";import"./chunk-GGNHSK3X.js";import"./chunk-F7KBDT6B.js";import"./chunk-YUDY5OQA.js";import"./chunk-A4TDSR3V.js";import"./chunk-LZWF5RFJ.js";import"./chunk-ODWUNYDE.js";import{c as m}from"./chunk-Q4WANCM4.js";import"./chunk-2FW5GI5E.js";import"./chunk-RKOLCW2K.js";import{a as l}from"./chunk-WFMS5IMK.js";import"./chunk-BXN74OI2.js";var c=`The wizard needs a terminal. Without one, give everything as arguments:

  flow-role-wizard generate FLOW_FILE --account 123456789012 --region us-east-1

It names every answer that is missing. See flow-role-wizard --help.
`;async function N(e,r){if(e.length===0)return c;try{let{flows:o}=await w(e),s=i(o,{given:r,answers:new Map,keeps:()=>!1,pinRegions:!1}),a=[...r.flatMap(({part:n,value:d,origin:h})=>h.kind==="flag"?[`--${n}`,d]:[]),...e];return s.some(({plan:n})=>n.questions.length>0)?`The wizard needs a terminal. ${p(s,a,f({color:!1}))}`:`The wizard needs a terminal. Nothing is open, so this does the same without one:

  flow-role-wizard generate ${a.map(g).join(" ")}
`}catch(o){let t=m(o);return`${c}
${l(t,2e3)}
`}}export{N as noTerminalText};
