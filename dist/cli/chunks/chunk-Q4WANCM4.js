import{a as l}from"./chunk-RKOLCW2K.js";import{a as n}from"./chunk-WFMS5IMK.js";var o=class extends Error{name="InputError";problems;constructor(...r){super(r.map(m).join(`
`)),this.problems=r}},a=class extends o{name="NotAFlowError"};function y(e){return e instanceof Error?e.message:String(e)}function m(e){let{place:r,found:d,expected:i,remedy:t}=e,c={...r,file:n(r.file)},s=`${l(c)}: found ${n(d)}; expected ${n(i,600)}.`;return t===void 0?s:`${s}
  ${n(t,600)}`}export{o as a,a as b,y as c,m as d};
