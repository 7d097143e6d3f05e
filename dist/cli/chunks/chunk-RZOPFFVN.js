import{a as t}from"./chunk-WFMS5IMK.js";function o(n){return/^[\w@%+=:,./-]+$/.test(n)?n:`'${n.replaceAll("'","'\\''")}'`}function e(n){return`# ${t(n,400)}`}function s(n,...r){return[n,...r].join(` \\
  `)}function g(n){return n.split(`
`).map(r=>r===""?r:`  ${r}`).join(`
`)}export{o as a,e as b,s as c,g as d};
