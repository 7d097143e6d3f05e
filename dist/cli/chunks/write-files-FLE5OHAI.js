import{a}from"./chunk-EAKXGS4Z.js";import"./chunk-GSRVAZTI.js";import"./chunk-PIPKZAHA.js";import"./chunk-E4EVKPM2.js";import"./chunk-U3FIXRTG.js";import"./chunk-EMBIDUMY.js";export{a as writeFiles};
