import{a as g}from"./chunk-SHIGNBMZ.js";import{d as w}from"./chunk-D4YPQWRB.js";import{a as f}from"./chunk-TLK2OAJN.js";import"./chunk-Q5IZF35W.js";import"./chunk-VWWDIYLP.js";import"./chunk-JXNE2RND.js";import{a as p}from"./chunk-YTELRJGE.js";import"./chunk-RUDLA34H.js";import"./chunk-JFSZR5QV.js";import"./chunk-LZCVMJFL.js";import{f as l}from"./chunk-K3EIRCI5.js";import"./chunk-RZOPFFVN.js";import"./chunk-FQYC4KFF.js";import"./chunk-JO7TQQ5B.js";import"./chunk-L3HNROAM.js";import"./chunk-QCLQA4XH.js";import"./chunk-GGNHSK3X.js";import"./chunk-YE46LCPU.js";import"./chunk-J35JSVXJ.js";import"./chunk-46WEWOAI.js";import"./chunk-IESI2OKV.js";import"./chunk-KGL2XSOH.js";import"./chunk-ODWUNYDE.js";import"./chunk-JNSGJIN7.js";import"./chunk-B5Y6OC27.js";import"./chunk-A4TDSR3V.js";import"./chunk-LZWF5RFJ.js";import{c as m}from"./chunk-Q4WANCM4.js";import"./chunk-YUDY5OQA.js";import"./chunk-2FW5GI5E.js";import"./chunk-RKOLCW2K.js";import{a as i}from"./chunk-WFMS5IMK.js";import"./chunk-BXN74OI2.js";var c=`The wizard needs a terminal. Without one, give everything as arguments:

  flow-role-wizard generate FLOW_FILE --account 123456789012 --region us-east-1

It names every answer that is missing. See flow-role-wizard --help.
`;async function N(e,r){if(e.length===0)return c;try{let{flows:o}=await f(e),s=l(o,{given:r,answers:new Map,keeps:()=>!1,pinRegions:!1}),a=[...r.flatMap(({part:n,value:d,origin:h})=>h.kind==="flag"?[`--${n}`,d]:[]),...e];return s.some(({plan:n})=>n.questions.length>0)?`The wizard needs a terminal. ${w(s,a,g({color:!1}))}`:`The wizard needs a terminal. Nothing is open, so this does the same without one:

  flow-role-wizard generate ${a.map(p).join(" ")}
`}catch(o){let t=m(o);return`${c}
${i(t,2e3)}
`}}export{N as noTerminalText};
