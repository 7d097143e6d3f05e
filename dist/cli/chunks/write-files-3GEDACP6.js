import{a}from"./chunk-ARZ4YJRE.js";import"./chunk-EGRBLBXL.js";import"./chunk-47CRW6GE.js";import"./chunk-E4EVKPM2.js";import"./chunk-U3FIXRTG.js";import"./chunk-EMBIDUMY.js";export{a as writeFiles};
