import{d as w}from"./chunk-TGJLPE3T.js";import{a as f}from"./chunk-SHIGNBMZ.js";import{a as p}from"./chunk-KDTCGTB3.js";import"./chunk-WHGKRERZ.js";import"./chunk-DDXCBQ47.js";import"./chunk-IH5A7HDO.js";import{a as g}from"./chunk-ROASTTUN.js";import"./chunk-D3OZSOYW.js";import"./chunk-GOXJIYBT.js";import"./chunk-GKDW27JI.js";import"./chunk-6SN73IES.js";import"./chunk-VZ43P5KS.js";import"./chunk-R622M7FI.js";import"./chunk-INGEE52D.js";import{c as m}from"./chunk-PYI3BJTV.js";import"./chunk-ORON3N2U.js";import"./chunk-DLPQDHJS.js";import"./chunk-MABH3NY6.js";import{k as l}from"./chunk-FV5RZ2WD.js";import"./chunk-A7N2VFYJ.js";import"./chunk-XSJZQR7J.js";import"./chunk-MVMVX5IA.js";import"./chunk-GNDCJTE2.js";import"./chunk-HQJ7TQ53.js";import"./chunk-4BYCXPX2.js";import"./chunk-AS64WUHF.js";import"./chunk-L3HNROAM.js";import"./chunk-JFSZR5QV.js";import"./chunk-CLZNEAJC.js";import"./chunk-7D6QM7J7.js";import"./chunk-QCLQA4XH.js";import"./chunk-XRPGT4NB.js";import"./chunk-TLVHTPAS.js";import"./chunk-MEAEYB4K.js";import"./chunk-G2TGV2LV.js";import"./chunk-RKOLCW2K.js";import{a as i}from"./chunk-IQOH57ZG.js";import"./chunk-TGRPCCWD.js";import"./chunk-BXN74OI2.js";var c=`The wizard needs a terminal. Without one, give everything as arguments:

  flow-role-wizard generate FLOW_FILE --account 123456789012 --region us-east-1

It names every answer that is missing. See flow-role-wizard --help.
`;async function N(e,r){if(e.length===0)return c;try{let{flows:o}=await p(e),a=l(o,{given:r,answers:new Map,keeps:()=>!1,pinRegions:!1}),s=[...r.flatMap(({part:n,value:d,origin:h})=>h.kind==="flag"?[`--${n}`,d]:[]),...e];return a.some(({plan:n})=>n.questions.length>0)?`The wizard needs a terminal. ${w(a,s,f({color:!1}))}`:`The wizard needs a terminal. Nothing is open, so this does the same without one:

  flow-role-wizard generate ${s.map(g).join(" ")}
`}catch(o){let t=m(o);return`${c}
${i(t,2e3)}
`}}export{N as noTerminalText};
