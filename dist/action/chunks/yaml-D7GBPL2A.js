import{a}from"./chunk-WT273CS7.js";import"./chunk-UPKSTJMR.js";import"./chunk-XDSRCAWD.js";import"./chunk-NORSHCZ3.js";import"./chunk-SGHAXT6M.js";export{a as readYaml};
