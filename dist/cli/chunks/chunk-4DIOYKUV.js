import{a as r,c as l}from"./chunk-N3QXJOHS.js";var s=class extends Error{problems;constructor(...e){super(e.map(i).join(`
`)),this.name="InputError",this.problems=e}};function i(o){let{place:e,found:d,expected:a,remedy:n}=o,c={...e,file:r(e.file)},t=`${l(c)}: found ${r(d)}; expected ${r(a,600)}.`;return n===void 0?t:`${t}
  ${r(n,600)}`}export{s as a,i as b};
