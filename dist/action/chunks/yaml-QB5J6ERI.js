import{a}from"./chunk-CALF4RMY.js";import"./chunk-LC7YC4NT.js";import"./chunk-RU337YM6.js";import"./chunk-2CCFXOBP.js";import"./chunk-SGHAXT6M.js";export{a as readYaml};
