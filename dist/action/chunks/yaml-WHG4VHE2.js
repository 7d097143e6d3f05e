import{a}from"./chunk-SZN5CDYR.js";import"./chunk-UPKSTJMR.js";import"./chunk-NECAUCIV.js";import"./chunk-XFVPZZD3.js";import"./chunk-SGHAXT6M.js";export{a as readYaml};
