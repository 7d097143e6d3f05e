import{a}from"./chunk-GJSN3WJV.js";import"./chunk-3TWPYJHF.js";import"./chunk-HT4UINYV.js";import"./chunk-E4EVKPM2.js";import"./chunk-U3FIXRTG.js";import"./chunk-EMBIDUMY.js";export{a as writeFiles};
