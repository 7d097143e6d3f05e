import{a}from"./chunk-G7RLQMHQ.js";import"./chunk-UPKSTJMR.js";import"./chunk-H7LWROYF.js";import"./chunk-YPONG5GC.js";import"./chunk-SGHAXT6M.js";export{a as readYaml};
