import{a}from"./chunk-4C2KIKAT.js";import"./chunk-UPKSTJMR.js";import"./chunk-O4IRX23R.js";import"./chunk-W5GHBMZC.js";import"./chunk-SGHAXT6M.js";export{a as readYaml};
