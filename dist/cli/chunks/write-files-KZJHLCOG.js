import{a}from"./chunk-GRK4TJ2G.js";import"./chunk-EOUKRUK6.js";import"./chunk-47CRW6GE.js";import"./chunk-E4EVKPM2.js";import"./chunk-U3FIXRTG.js";import"./chunk-EMBIDUMY.js";export{a as writeFiles};
