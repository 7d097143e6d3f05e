import{a}from"./chunk-3N2FXSAI.js";import"./chunk-WEFDQMX7.js";import"./chunk-2DV6XMJP.js";import"./chunk-UYZUHQPZ.js";import"./chunk-HH3LQPBY.js";import"./chunk-EMBIDUMY.js";export{a as writeFiles};
