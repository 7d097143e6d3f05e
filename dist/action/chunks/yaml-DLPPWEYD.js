import{a}from"./chunk-UZS553VM.js";import"./chunk-RU337YM6.js";import"./chunk-MJDQCVJD.js";import"./chunk-2CCFXOBP.js";import"./chunk-SGHAXT6M.js";export{a as readYaml};
