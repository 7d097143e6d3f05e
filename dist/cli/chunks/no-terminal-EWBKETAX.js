import{d as w}from"./chunk-OEAZZEWE.js";import{a as g}from"./chunk-SHIGNBMZ.js";import{a as f}from"./chunk-35MUSAW2.js";import"./chunk-WWCOCXHP.js";import"./chunk-AYLHMBUR.js";import"./chunk-6KWDQ3PA.js";import{a as p}from"./chunk-ROASTTUN.js";import"./chunk-YD4TKUE2.js";import"./chunk-WDX7U6EO.js";import"./chunk-RUDLA34H.js";import"./chunk-UKVOF23H.js";import"./chunk-KPNCFVWK.js";import"./chunk-GTX7LQTB.js";import"./chunk-Z5KDOUCG.js";import{c as m}from"./chunk-PYI3BJTV.js";import"./chunk-ORON3N2U.js";import"./chunk-NXPPABOO.js";import"./chunk-7LR4C2EG.js";import{k as l}from"./chunk-BSJYV3XD.js";import"./chunk-UL6J5BIU.js";import"./chunk-WBOMJ45G.js";import"./chunk-777DH4WA.js";import"./chunk-ML55BV32.js";import"./chunk-VKZDSJPL.js";import"./chunk-MAXYC7P5.js";import"./chunk-WNFNL4E5.js";import"./chunk-L3HNROAM.js";import"./chunk-JFSZR5QV.js";import"./chunk-CLZNEAJC.js";import"./chunk-7D6QM7J7.js";import"./chunk-QCLQA4XH.js";import"./chunk-AARQJIFI.js";import"./chunk-TLVHTPAS.js";import"./chunk-WICBSIHH.js";import"./chunk-EDBGQUGU.js";import"./chunk-RKOLCW2K.js";import{a as i}from"./chunk-IQOH57ZG.js";import"./chunk-TGRPCCWD.js";import"./chunk-BXN74OI2.js";var c=`The wizard needs a terminal. Without one, give everything as arguments:

  flow-role-wizard generate FLOW_FILE --account 123456789012 --region us-east-1

It names every answer that is missing. See flow-role-wizard --help.
`;async function N(e,r){if(e.length===0)return c;try{let{flows:o}=await f(e),s=l(o,{given:r,answers:new Map,keeps:()=>!1,pinRegions:!1}),a=[...r.flatMap(({part:n,value:d,origin:h})=>h.kind==="flag"?[`--${n}`,d]:[]),...e];return s.some(({plan:n})=>n.questions.length>0)?`The wizard needs a terminal. ${w(s,a,g({color:!1}))}`:`The wizard needs a terminal. Nothing is open, so this does the same without one:

  flow-role-wizard generate ${a.map(p).join(" ")}
`}catch(o){let t=m(o);return`${c}
${i(t,2e3)}
`}}export{N as noTerminalText};
