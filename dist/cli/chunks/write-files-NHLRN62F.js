import{a}from"./chunk-PT4GYKM2.js";import"./chunk-MO24754P.js";import"./chunk-FPW76LDV.js";import"./chunk-J4GUW5XT.js";import"./chunk-WGND7DVY.js";import"./chunk-EMBIDUMY.js";export{a as writeFiles};
