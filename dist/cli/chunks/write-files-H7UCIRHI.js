import{a}from"./chunk-JRH6QULL.js";import"./chunk-YAMT54M3.js";import"./chunk-PIPKZAHA.js";import"./chunk-E4EVKPM2.js";import"./chunk-U3FIXRTG.js";import"./chunk-EMBIDUMY.js";export{a as writeFiles};
