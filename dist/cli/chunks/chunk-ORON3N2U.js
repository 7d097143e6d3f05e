import{a as e,c as o}from"./chunk-IQOH57ZG.js";function u(n){return/^[\w@%+=:,./-]+$/.test(n)?n:o(n)?s(n):`'${n.replaceAll("'","'\\''")}'`}function s(n){let t=r=>[...new TextEncoder().encode(r)].filter(i=>i!==0).map(i=>`\\${i.toString(8).padStart(3,"0")}`).join("");return`$'${Array.from(n,r=>o(r)||/['\\]/.test(r)?t(r):r).join("")}'`}function p(n){return`# ${e(n,400)}`}function f(n,...t){return[n,...t].join(` \\
  `)}function m(n){return n.split(`
`).map(t=>t===""?t:`  ${t}`).join(`
`)}export{u as a,p as b,f as c,m as d};
