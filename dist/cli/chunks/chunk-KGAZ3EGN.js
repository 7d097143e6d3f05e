import{l as d}from"./chunk-VTSEA62N.js";import{a as r}from"./chunk-WFMS5IMK.js";var n=class extends Error{name="InputError";problems;constructor(...e){super(e.map(p).join(`
`)),this.problems=e}},s=class extends n{name="NotAFlowError"};function p(o){let{place:e,found:a,expected:i,remedy:t}=o,c={...e,file:r(e.file)},l=`${d(c)}: found ${r(a)}; expected ${r(i,600)}.`;return t===void 0?l:`${l}
  ${r(t,600)}`}export{n as a,s as b,p as c};
