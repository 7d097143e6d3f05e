import{n as c}from"./chunk-NYNNC7FT.js";function g(t,e=400){return c(t,e).replace(/[&<>]/g,n=>l[n]??n).replace(/[\\`*_{}[\]()#+\-.!|~]/g,"\\$&").replace(/[@:]/g,n=>`&#${n.charCodeAt(0)};`).replace(/\bwww(?=\\\.)/gi,n=>`&#${n.charCodeAt(0)};${n.slice(1)}`)}var l={"&":"&amp;","<":"&lt;",">":"&gt;"};function p(t,e=400){let n=c(t,e);return n===""?"":n.includes("|")||n.includes("`")?`<code>${g(n,e)}</code>`:`\`${n}\``}function u(t,e){let n=Math.max(2,...[...e.matchAll(/`+/g)].map(([o])=>o.length)),s="`".repeat(n+1);return`${s}${t}
${e.endsWith(`
`)?e:`${e}
`}${s}`}function d(t,e,n){let s=Math.max(e-n.length,16),o=[],r="";for(let i of t.split(" "))r===""?r=i:r.length+1+i.length<=s?r+=` ${i}`:(o.push(r),r=i);return[...o,r].map(i=>`${n}${i}`.trimEnd()).join(`
`)}export{g as a,p as b,u as c,d};
