function e(n){return`${n.file}:${n.line}:${n.column}`}function r(n){return`${n.file}:${n.line}`}export{e as a,r as b};
