import{a as t}from"./chunk-SHIGNBMZ.js";import o from"node:process";var r=100;function i(e){let n=Math.min(o.stdout.columns??r,r);return{...t(e,o.stdout),columns:n}}export{i as a};
