import{a}from"./chunk-NJCB7FOX.js";import"./chunk-UPKSTJMR.js";import"./chunk-MKQVUWBW.js";import"./chunk-WQ72SO6X.js";import"./chunk-SGHAXT6M.js";export{a as readYaml};
